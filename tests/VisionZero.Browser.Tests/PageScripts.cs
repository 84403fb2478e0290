namespace VisionZero.Browser.Tests;

/// <summary>What is asked of a page beside what the engines ask.</summary>
internal static class PageScripts
{
    /// <summary>Words outside of brackets that no author wrote, given what authors wrote. Letters only: numbers, dates and signs need no translation.</summary>
    public const string Bare =
        """
        (known) => {
          const content = new Set(known), found = [];
          const elsewhere = '.prose, article.prose, bdi, cite, [translate=no], code, time, .as-typed, script, style, a[data-language], body [lang]';
          const outside = (text) => {
            let depth = 0, rest = '';
            for (const c of text) {
              if (c === '⟦') depth++;
              else if (c === '⟧') depth--;
              else if (depth === 0) rest += c;
            }
            return depth === 0 ? rest : 'brackets: ' + text;
          };
          const bare = (text) => {
            const rest = outside(text).replace(/\s+/g, ' ')
              .replace(/\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}( \d\d:\d\d UTC)?/g, '').replace(/\(UTC([+-]\d\d:\d\d)?\)/g, '')
              .replace(/\S+@\S+|https?:\S+|VZ-[A-Z]-[\d-]+|SHA-256/g, '').trim();
            const core = rest.replace(/^[^\p{L}]+|[^\p{L}.!?…)”’]+$/gu, '');
            return /\p{L}{2}/u.test(rest) && !content.has(rest) && !content.has(core) && !content.has(core.replace(/^[(·› ]+/, '')) ? rest : null;
          };
          const look = (text, where) => { const b = bare(text); if (b) found.push(`${where}: "${b}"`); };
          look(document.title, 'title');
          look(document.querySelector('meta[name=description]')?.content ?? '', 'description');
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const parent = walker.currentNode.parentElement;
            if (!parent.closest(elsewhere)) look(walker.currentNode.data, parent.tagName.toLowerCase() + (parent.className ? '.' + (parent.className.baseVal ?? parent.className) : ''));
          }
          for (const e of document.querySelectorAll('body *')) {
            if (e.closest('.prose')) continue;
            for (const a of e.attributes)
              if (['title', 'aria-label', 'placeholder', 'alt', 'data-label'].includes(a.name) || a.name.startsWith('data-text-')) look(a.value, `${e.tagName.toLowerCase()}[${a.name}]`);
            if (e.matches('input:is([type=submit], [type=button])')) look(e.value, 'button');
          }
          return [...new Set(found)];
        }
        """;

    /// <summary>What sticks out of its box, or of the window.</summary>
    public const string Cut =
        """
        () => {
          const found = [], name = e => `${e.tagName.toLowerCase()}${typeof e.className === 'string' && e.className ? '.' + e.className.trim().replace(/\s+/g, '.') : ''} "${(e.textContent ?? '').trim().slice(0, 50)}"`;
          if (document.documentElement.scrollWidth > innerWidth) {
            const isWide = e => { const r = e.getBoundingClientRect(); return r.right > innerWidth + 1 || r.left < -1; };
            const wide = [...document.querySelectorAll('main *'), ...document.querySelectorAll('header *, footer *')].filter(e => isWide(e) && ![...e.children].some(isWide)).slice(0, 4);
            found.push(`scrolls sideways: ${wide.map(name).join(' | ')}`);
          }
          for (const e of document.querySelectorAll('button, .button, .tag, .status, h1, h2, h3, summary, th, label, legend, dt, .nav a, .rule-number'))
            if (e.clientWidth > 0 && !e.closest('.visually-hidden') && !e.matches('.visually-hidden, .skip') && e.scrollWidth > e.clientWidth + 1)
              found.push(`is cut: ${name(e)} (${e.scrollWidth} > ${e.clientWidth})`);
          return [...new Set(found)];
        }
        """;
}

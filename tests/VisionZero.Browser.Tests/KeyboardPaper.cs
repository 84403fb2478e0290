using System.Globalization;
using Microsoft.Playwright;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;

namespace VisionZero.Browser.Tests;

/// <summary>Answers questions of every kind with keys alone, rightly.</summary>
internal sealed class KeyboardPaper(Keyboard keys)
{
    /// <summary>Answers one question on the page.</summary>
    public async Task AnswerAsync(Item item)
    {
        var question = Question(item);
        var text = item.In("en");
        // One hears which question it is before its fields.
        (await question.AriaSnapshotAsync()).ShouldStartWith("- group \"Question ");
        await keys.TabIntoAsync(question);
        var right = item.Key.RightAnswer();
        switch (item.Key.Kind)
        {
            case ItemKind.Single:
                await NamedAsync(question, "radiogroup", text.Stem);
                await keys.ChooseAsync(text.Options[right[0]].Text);
                break;
            case ItemKind.Multiple or ItemKind.Scene:
                await NamedAsync(question, "group", text.Stem);
                await TickAsync(item, text, right);
                break;
            case ItemKind.TrueFalse:
                await NamedAsync(question, "radiogroup", text.Stem);
                await keys.ChooseAsync(right.Contains("true") ? "True" : "False");
                await keys.TabToAsync("radio ");
                await keys.ChooseAsync(text.Options[right.First(text.Options.ContainsKey)].Text);
                break;
            case ItemKind.Order or ItemKind.Match:
                await PairAsync(item, text, right);
                break;
            case ItemKind.Number or ItemKind.Text:
                (await keys.HearAsync()).ShouldStartWith(Keyboard.Tidy($"textbox \"{text.Stem}\""));
                await keys.Page.Keyboard.TypeAsync(item.Key.Kind == ItemKind.Text ? text.Accepted[0] : right[0]);
                break;
            case ItemKind.Branch:
                await TellAsync(item, text, right);
                break;
        }
    }

    /// <summary>The question on the page.</summary>
    public ILocator Question(Item item) => keys.Page.Locator($"main fieldset[data-item='{item.Key.Id}']");

    // The group of the fields says what is asked.
    private static async Task NamedAsync(ILocator question, string role, string stem)
    {
        var group = question.Locator($"[role={role}]").First;
        Keyboard.Tidy(await group.EvaluateAsync<string>("g => document.getElementById(g.getAttribute('aria-labelledby')).textContent")).ShouldBe(Keyboard.Tidy(stem));
    }

    private async Task TickAsync(Item item, ItemText text, IReadOnlyList<string> right)
    {
        string[] wanted = [.. right.Select(letter => Keyboard.Tidy($"checkbox \"{(item.Picture is null ? "" : letter + " ")}{text.Options[letter].Text}\""))];
        var ticked = 0;
        for (var boxes = 0; boxes < text.Options.Count;)
        {
            var heard = await keys.HearAsync();
            if (heard.StartsWith("checkbox ", StringComparison.Ordinal))
            {
                boxes++;
                if (wanted.Any(w => heard.StartsWith(w, StringComparison.Ordinal)))
                {
                    await keys.PressAsync("Space");
                    (await keys.HearAsync()).ShouldEndWith("[checked]");
                    ticked++;
                }
            }

            if (boxes < text.Options.Count)
            {
                await keys.PressAsync("Tab");
            }
        }

        ticked.ShouldBe(right.Count, item.Key.Id);
    }

    private async Task PairAsync(Item item, ItemText text, IReadOnlyList<string> right)
    {
        for (var lists = 1; lists <= text.Options.Count; lists++)
        {
            var heard = await keys.HearAsync();
            var letter = text.Options.Single(o => heard.StartsWith(Keyboard.Tidy($"combobox \"{o.Value.Text}\""), StringComparison.Ordinal)).Key;
            var place = int.Parse(QuestionPair(letter, right), CultureInfo.InvariantCulture);
            for (var down = 0; down < place; down++)
            {
                await keys.PressAsync("ArrowDown");
            }

            (await keys.Page.Locator(":focus").EvaluateAsync<string>("s => s.value")).ShouldBe($"{letter}-{place}", item.Key.Id);
            if (lists < text.Options.Count)
            {
                await keys.PressAsync("Tab");
            }
        }
    }

    // Each choice loads the page again, at the question.
    private async Task TellAsync(Item item, ItemText text, IReadOnlyList<string> way)
    {
        foreach (var (node, choice) in item.Key.Story!.Steps(way))
        {
            if (!await Keyboard.HasFocusAsync(Question(item)))
            {
                await keys.TabIntoAsync(Question(item));
            }

            await keys.ChooseAsync(text.Nodes[node].Choices[choice].Text);
            await keys.FollowAsync("button \"Choose, and see what happens\"");
            Keyboard.Tidy(await Question(item).InnerTextAsync()).ShouldContain(Keyboard.Tidy(text.Nodes[node].Choices[choice].Why));
        }
    }

    private static string QuestionPair(string letter, IEnumerable<string> pairs) => pairs.Single(p => p.StartsWith(letter + "-", StringComparison.Ordinal))[(letter.Length + 1)..];
}

using System.Xml.Linq;
using VisionZero.Domain.Courses;
using static VisionZero.Web.Content.Exchange.QtiNames;

namespace VisionZero.Web.Content.Exchange;

/// <summary>A story as a custom interaction: nothing in QTI tells one, but it keeps what it does not know.</summary>
internal static class QtiStory
{
    public const string Class = "vz-story";

    public static XElement Write(ExchangeItem item)
    {
        var story = item.Key.Story!;
        return Qti(
            "custom-interaction",
            With("response-identifier", "RESPONSE"),
            With("class", Class),
            With(Mark + "start", story.Start),
            Html("p", With("class", "stem"), ExchangeText.Normal(item.Text.Stem)),
            story.Nodes.Select(n => Html(
                "div",
                With(Mark + "node", n.Key),
                Html("p", ExchangeText.Normal(item.Text.Nodes[n.Key].Text)),
                n.Value.Select(c => Html(
                    "div",
                    With(Mark + "choice", c.Key),
                    With(Mark + "to", c.Value),
                    Html("p", ExchangeText.Normal(item.Text.Nodes[n.Key].Choices[c.Key].Text)),
                    Html("p", With("class", "why"), ExchangeText.Normal(item.Text.Nodes[n.Key].Choices[c.Key].Why)))))),
            story.Ends.Select(e => Html("div", With(Mark + "end", e.Key), With(Mark + "right", e.Value ? "true" : "false"), Html("p", ExchangeText.Normal(item.Text.Ends[e.Key])))));
    }

    /// <summary>Reads one back; a mistake in it throws.</summary>
    public static (StoryKey Key, Func<ItemText, ItemText> Words) Read(XElement interaction)
    {
        var nodes = Marked(interaction, "node");
        var ends = Marked(interaction, "end");
        if (nodes.Count == 0 || ends.Count == 0 || interaction.Attribute(Mark + "start") is not { } start)
        {
            throw new QtiMistake(interaction, "the story has no beginning, nodes or ends; it was not written by this platform, or was changed.");
        }

        foreach (var (at, to) in nodes.Values.SelectMany(n => Marked(n, "choice").Values).Select(c => (c, c.Attribute(Mark + "to")?.Value ?? "")).Prepend((interaction, start.Value)))
        {
            if (!nodes.ContainsKey(to) && !ends.ContainsKey(to))
            {
                throw new QtiMistake(at, $"the story leads to '{to}', which is none of its nodes or ends.");
            }
        }

        var key = new StoryKey(
            start.Value,
            nodes.ToDictionary(n => n.Key, IReadOnlyDictionary<string, string> (n) => Marked(n.Value, "choice").ToDictionary(c => c.Key, c => c.Value.Attribute(Mark + "to")?.Value ?? "")),
            ends.ToDictionary(e => e.Key, e => e.Value.Attribute(Mark + "right")?.Value == "true"));
        var stories = nodes.ToDictionary(n => n.Key, n => new StoryText(Words(n.Value), Marked(n.Value, "choice").ToDictionary(c => c.Key, c => new OptionText(Words(c.Value), ExchangeText.Normal(c.Value.Elements(Ns + "p").Skip(1).FirstOrDefault()?.Value)))));
        return (key, text => text with { Nodes = stories, Ends = ends.ToDictionary(e => e.Key, e => Words(e.Value)) });
    }

    private static Dictionary<string, XElement> Marked(XElement parent, string mark)
    {
        var marked = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var element in parent.Elements().Where(e => e.Attribute(Mark + mark) is not null))
        {
            var name = element.Attribute(Mark + mark)!.Value;
            if (!ExchangeText.IsId(name) || !marked.TryAdd(name, element))
            {
                throw new QtiMistake(element, $"the {mark} '{name}' of the story stands twice, or has a name that is not of letters and digits.");
            }
        }

        return marked;
    }

    private static string Words(XElement element) => ExchangeText.Normal(element.Elements(Ns + "p").FirstOrDefault()?.Value);
}

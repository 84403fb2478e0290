using System.Globalization;
using System.Xml.Linq;
using VisionZero.Domain.Courses;
using static VisionZero.Web.Content.Exchange.QtiNames;

namespace VisionZero.Web.Content.Exchange;

/// <summary>Writes a question as a QTI 3.0 item.</summary>
internal static class QtiWriter
{
    public static XDocument Write(ExchangeItem item, string locale, List<ExchangeLoss> losses)
    {
        var (declarations, body, processing) = Parts(item, losses);
        return new XDocument(Qti(
            "assessment-item",
            With("identifier", item.Key.Id),
            With("title", item.Key.Id),
            With("adaptive", "false"),
            With("time-dependent", "false"),
            new XAttribute(XNamespace.Xml + "lang", locale),
            declarations,
            Outcome("SCORE", "single", "float"),
            Outcome("SOLVED", "single", "identifier"),
            Outcome("FEEDBACK", "multiple", "identifier"),
            Qti("item-body", Html(
                "div",
                With(Mark + "kind", ItemDraft.KindName(item.Key.Kind)),
                With(Mark + "category", item.Category),
                With(Mark + "use", item.Use),
                With(Mark + "dimension", item.Dimension),
                With(Mark + "outcome", item.Outcome),
                With(Mark + "difficulty", item.Key.Difficulty),
                ExchangeText.Normal(item.Text.Scenario) is { Length: > 0 } scenario ? Html("p", With("class", "scenario"), scenario) : null,
                body)),
            processing,
            ExchangeText.Normal(item.Text.Why) is { Length: > 0 } why
                ? Qti("modal-feedback", With("outcome-identifier", "SOLVED"), With("identifier", "true"), With("show-hide", "show"), Qti("content-body", Html("p", why)))
                : null));
    }

    private static XElement Outcome(string identifier, string cardinality, string type) =>
        Qti("outcome-declaration", With("identifier", identifier), With("cardinality", cardinality), With("base-type", type));

    private static (object Declarations, object Body, XElement Processing) Parts(ExchangeItem item, List<ExchangeLoss> losses)
    {
        var key = item.Key;
        switch (key.Kind)
        {
            case ItemKind.Single or ItemKind.Multiple:
                return (Response("RESPONSE", key.Kind == ItemKind.Single ? "single" : "multiple", "identifier", key.Correct), Choice(item, key.Kind == ItemKind.Single ? 1 : 0), Processing(IsCorrect("RESPONSE"), "RESPONSE"));
            case ItemKind.TrueFalse:
                return (Verdicts(key), Judged(item), Processing(Qti("and", IsCorrect("VERDICT"), IsCorrect("RESPONSE")), "RESPONSE"));
            case ItemKind.Order:
                return (Response("RESPONSE", "ordered", "identifier", Ordered(key)), Interaction("order-interaction", item, Choices(item, "simple-choice"), With("shuffle", "true")), Processing(IsCorrect("RESPONSE"), "RESPONSE"));
            case ItemKind.Match:
                return (Response("RESPONSE", "multiple", "directedPair", key.Correct.Select(c => c.Replace("-", " target-", StringComparison.Ordinal))), Pairs(item), Processing(IsCorrect("RESPONSE"), null));
            case ItemKind.Number:
                return (Response("RESPONSE", "single", "float", [key.Number!.Value.ToString(CultureInfo.InvariantCulture)]), Typed(item), Processing(Near(key.Number), null));
            case ItemKind.Text:
                losses.Add(new ExchangeLoss(key.Id, "a spelling counts without regard to case only; here accents and dashes do not count either, and the spellings of the other languages do."));
                return (Terms(item), Typed(item), Processing(Qti("gt", Qti("map-response", With("identifier", "RESPONSE")), Qti("base-value", With("base-type", "float"), "0")), null));
            case ItemKind.Scene:
                losses.Add(new ExchangeLoss(key.Id, "the spots are rectangles there; here they are the drawn shapes."));
                return (Response("RESPONSE", "multiple", "identifier", key.Correct), Scene(item), Processing(IsCorrect("RESPONSE"), "RESPONSE"));
            default:
                losses.Add(new ExchangeLoss(key.Id, "a story is an extension of this platform (qti-custom-interaction); other systems keep it but cannot tell it."));
                return (Response("RESPONSE", "multiple", "identifier", []), QtiStory.Write(item), Processing(IsCorrect("RESPONSE"), null));
        }
    }

    private static XElement Interaction(string name, ExchangeItem item, object content, params XAttribute[] attributes) =>
        Qti(name, With("response-identifier", "RESPONSE"), attributes, Qti("prompt", ExchangeText.Normal(item.Text.Stem)), content);

    private static XElement Choice(ExchangeItem item, int most) =>
        Interaction("choice-interaction", item, Choices(item, "simple-choice"), With("shuffle", "true"), With("max-choices", most));

    private static IEnumerable<XElement> Choices(ExchangeItem item, string name, params XAttribute[] attributes) =>
        item.Key.Options.Select(o => Qti(name, With("identifier", o), attributes, Html("p", ExchangeText.Normal(item.Text.Options[o].Text)), Feedback(o, item.Text.Options[o].Why)));

    private static XElement? Feedback(string identifier, string why) =>
        ExchangeText.Normal(why) is { Length: > 0 } words
            ? Qti("feedback-inline", With("outcome-identifier", "FEEDBACK"), With("identifier", identifier), With("show-hide", "show"), words)
            : null;

    private static XElement[] Verdicts(ItemKey key) =>
    [
        Response("VERDICT", "single", "identifier", key.Correct.Where(ItemKey.Verdicts.Contains)),
        Response("RESPONSE", "single", "identifier", key.Correct.Where(c => !ItemKey.Verdicts.Contains(c))),
    ];

    // The statement with its verdict, then the reasons.
    private static XElement[] Judged(ExchangeItem item) =>
    [
        Qti(
            "choice-interaction",
            With("response-identifier", "VERDICT"),
            With("shuffle", "false"),
            With("max-choices", 1),
            Qti("prompt", ExchangeText.Normal(item.Text.Stem)),
            ItemKey.Verdicts.Select(v => Qti("simple-choice", With("identifier", v), Html("p", v == "true" ? "✓" : "✗")))),
        Qti("choice-interaction", With("response-identifier", "RESPONSE"), With("shuffle", "true"), With("max-choices", 1), Choices(item, "simple-choice")),
    ];

    private static IEnumerable<string> Ordered(ItemKey key) =>
        key.Correct.OrderBy(c => int.Parse(c.Split('-')[1], CultureInfo.InvariantCulture)).Select(c => c.Split('-')[0]);

    private static XElement Pairs(ExchangeItem item) => Interaction(
        "match-interaction",
        item,
        new[]
        {
            Qti("simple-match-set", Choices(item, "simple-associable-choice", With("match-max", 1))),
            Qti("simple-match-set", item.Text.Targets.Select(t => Qti("simple-associable-choice", With("identifier", "target-" + t.Key), With("match-max", 0), Html("p", ExchangeText.Normal(t.Value))))),
        },
        With("shuffle", "true"),
        With("max-associations", item.Key.Options.Count));

    private static object[] Typed(ExchangeItem item) =>
    [
        Html("p", With("class", "stem"), ExchangeText.Normal(item.Text.Stem)),
        Html("div", Qti("text-entry-interaction", With("response-identifier", "RESPONSE")), ExchangeText.Normal(item.Text.Unit) is { Length: > 0 } unit ? Html("span", With("class", "unit"), unit) : null),
    ];

    private static XElement Near(NumberKey number)
    {
        var tolerance = number.Tolerance.ToString(CultureInfo.InvariantCulture);
        return Qti("equal", With("tolerance-mode", "absolute"), With("tolerance", $"{tolerance} {tolerance}"), Qti("variable", With("identifier", "RESPONSE")), Qti("correct", With("identifier", "RESPONSE")));
    }

    private static XElement Terms(ExchangeItem item)
    {
        var declaration = Response("RESPONSE", "single", "string", [ExchangeText.Normal(item.Text.Accepted[0])]);
        declaration.Add(Qti("mapping", With("default-value", 0), item.Text.Accepted.Select(a => Qti("map-entry", With("map-key", ExchangeText.Normal(a)), With("mapped-value", 1), With("case-sensitive", "false")))));
        return declaration;
    }

    private static object[] Scene(ExchangeItem item)
    {
        var (width, height, spots) = SpotBounds.Of(item.Picture!.Svg);
        return
        [
            Interaction(
                "hotspot-interaction",
                item,
                new object[]
                {
                    Html("img", With("src", $"../images/{item.Key.Id}.svg"), With("alt", ExchangeText.Normal(item.Text.Twin)), With("width", width), With("height", height), With(Mark + "picture", item.Picture.Name)),
                    item.Key.Options.Select(o => Qti("hotspot-choice", With("identifier", o), With("shape", "rect"), With("coords", spots[o]), With("hotspot-label", ExchangeText.Normal(item.Text.Options[o].Text)))).ToArray(),
                },
                With("max-choices", 0)),
            Html("ul", With("class", "spots"), item.Key.Options.Select(o => Html("li", With(Mark + "spot", o), Feedback(o, item.Text.Options[o].Why)))),
        ];
    }
}

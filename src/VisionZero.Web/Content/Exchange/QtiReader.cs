using System.Globalization;
using System.Xml.Linq;
using VisionZero.Domain.Courses;
using static VisionZero.Web.Content.Exchange.QtiNames;

namespace VisionZero.Web.Content.Exchange;

/// <summary>Reads a QTI 3.0 item, ours or another system's.</summary>
/// <param name="root">The item.</param>
/// <param name="id">The name it gets.</param>
/// <param name="picture">Finds a file of the package by its reference; null if there is none.</param>
/// <param name="losses">What did not come along.</param>
internal sealed class QtiReader(XElement root, string id, Func<string, string?> picture, List<ExchangeLoss> losses)
{
    private static readonly string[] Interactions = ["choice", "order", "match", "text-entry", "hotspot", "custom"];

    private readonly XElement _body = root.Element(Ns + "qti-item-body") ?? throw new QtiMistake(root, "the item has no qti-item-body.");

    /// <summary>Reads it; null if it is of a kind that is not known here.</summary>
    /// <exception cref="FormatException">It is broken; says how to mend it.</exception>
    public ExchangeItem? Read()
    {
        var found = _body.Descendants().Where(e => e.Name.Namespace == Ns && e.Name.LocalName.EndsWith("-interaction", StringComparison.Ordinal)).ToList();
        var kinds = found.Select(e => e.Name.LocalName["qti-".Length..^"-interaction".Length]).ToList();
        if (kinds.FirstOrDefault(k => !Interactions.Contains(k)) is { } strange)
        {
            return Unknown($"its interaction '{strange}'");
        }

        return (kinds, found) switch
        {
            (["choice"], [var one]) => Chosen(one),
            (["choice", "choice"], [var verdict, var reasons]) when Correct("VERDICT") is ["true" or "false"] => Judged(verdict, reasons),
            (["order"], [var one]) => Ordered(one),
            (["match"], [var one]) => Matched(one),
            (["text-entry"], [_]) => Typed(),
            (["hotspot"], [var one]) => Seen(one),
            (["custom"], [var one]) when one.Attribute("class")?.Value == QtiStory.Class => Told(one),
            ([], _) => Unknown("that it asks nothing"),
            _ => Unknown($"its interactions ({string.Join(", ", kinds)})"),
        };
    }

    private ExchangeItem Chosen(XElement interaction)
    {
        var (options, letters) = Options(interaction.Elements(Ns + "qti-simple-choice"));
        var response = Response(interaction);
        var correct = Letters(Correct(response), letters);
        var single = Declaration(response)?.Attribute("cardinality")?.Value != "multiple";
        if (correct.Count == 0 || (single && correct.Count > 1))
        {
            throw new QtiMistake(interaction, "the item names no right answer that is one of its choices; write qti-correct-response.");
        }

        if (options.Count != 4)
        {
            Lost($"it has {options.Count} options; here such a question has 4. Add or take away.");
        }

        return Make(Prompt(interaction), new ItemKey(id, single ? ItemKind.Single : ItemKind.Multiple, [.. options.Keys], correct, 1), t => t with { Options = options });
    }

    private ExchangeItem Judged(XElement verdict, XElement reasons)
    {
        var (options, letters) = Options(reasons.Elements(Ns + "qti-simple-choice"));
        return Make(Prompt(verdict), new ItemKey(id, ItemKind.TrueFalse, [.. options.Keys], [.. Correct("VERDICT"), .. Letters(Correct(Response(reasons)), letters)], 1), t => t with { Options = options });
    }

    private ExchangeItem Ordered(XElement interaction)
    {
        var (options, letters) = Options(interaction.Elements(Ns + "qti-simple-choice"));
        var correct = Letters(Correct(Response(interaction)), letters);
        if (correct.Count != options.Count || correct.Distinct().Count() != correct.Count)
        {
            throw new QtiMistake(interaction, "the right order does not name every choice once.");
        }

        if (correct.SequenceEqual(correct.Order(StringComparer.Ordinal)))
        {
            Lost("its choices stand in the right order already; here the key must not be that of the alphabet. Put them in another order.");
        }

        return Make(Prompt(interaction), new ItemKey(id, ItemKind.Order, [.. options.Keys], [.. correct.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"{c}-{i + 1}"))], 1) { Targets = correct.Count }, t => t with { Options = options });
    }

    private ExchangeItem Matched(XElement interaction)
    {
        var sets = interaction.Elements(Ns + "qti-simple-match-set").Select(s => s.Elements(Ns + "qti-simple-associable-choice").ToList()).ToList();
        if (sets.Count != 2)
        {
            throw new QtiMistake(interaction, "a match has two qti-simple-match-set.");
        }

        var (options, letters) = Options(sets[0]);
        var numbers = sets[1].Select((e, i) => (Name: Identifier(e), Number: (i + 1).ToString(CultureInfo.InvariantCulture))).DistinctBy(e => e.Name).ToDictionary(e => e.Name, e => e.Number);
        var pairs = Correct(Response(interaction)).Select(p => p.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (pairs.Any(p => p.Length != 2 || !letters.ContainsKey(p[0]) || !numbers.ContainsKey(p[1])) || pairs.Select(p => p[0]).Distinct().Count() != options.Count || pairs.Count != options.Count)
        {
            throw new QtiMistake(interaction, "the right answer does not give each line one target.");
        }

        var targets = sets[1].Select((e, i) => ((i + 1).ToString(CultureInfo.InvariantCulture), Words(e))).ToDictionary(t => t.Item1, t => t.Item2);
        return Make(Prompt(interaction), new ItemKey(id, ItemKind.Match, [.. options.Keys], [.. pairs.Select(p => $"{letters[p[0]]}-{numbers[p[1]]}")], 1) { Targets = targets.Count }, t => t with { Options = options, Targets = targets });
    }

    private ExchangeItem Typed()
    {
        var declaration = Declaration("RESPONSE") ?? root.Elements(Ns + "qti-response-declaration").FirstOrDefault() ?? throw new QtiMistake(root, "the item declares no response.");
        var stem = _body.Descendants(Ns + "p").FirstOrDefault(p => p.Attribute("class")?.Value == "stem") is { } own ? Normal(own) : Prompt(_body);
        if (declaration.Attribute("base-type")?.Value is not ("float" or "integer"))
        {
            List<string> accepted = [.. declaration.Descendants(Ns + "qti-map-entry").Select(e => ExchangeText.Normal(e.Attribute("map-key")?.Value)), .. Values(declaration)];
            accepted = [.. accepted.Where(a => a.Length > 0).Distinct()];
            return accepted.Count > 0 ? Make(stem, new ItemKey(id, ItemKind.Text, [], ["accepted"], 1), t => t with { Accepted = accepted }) : throw new QtiMistake(declaration, "the item names no spelling that counts.");
        }

        var value = ItemKey.Parse(Values(declaration).FirstOrDefault() ?? "") ?? throw new QtiMistake(declaration, "the right answer is no number.");
        var beside = Tolerance(value);
        var unit = _body.Descendants(Ns + "span").FirstOrDefault(s => s.Attribute("class")?.Value == "unit");
        if (unit is null)
        {
            Lost("it has no unit; write what the number counts under 'unit'.");
        }

        return Make(stem, new ItemKey(id, ItemKind.Number, [], [], 1) { Number = new NumberKey(value, beside) }, t => t with { Unit = unit is null ? null : Normal(unit) });
    }

    // How far beside the right number an answer may lie: as it is, or in percent of it (QTI 3, qti-equal).
    private decimal Tolerance(decimal value)
    {
        if (root.Descendants(Ns + "qti-equal-rounded").Any())
        {
            Lost("answers were rounded before they were compared; write the tolerance that this comes to.");
        }

        var equal = root.Descendants(Ns + "qti-equal").FirstOrDefault(e => e.Attribute("tolerance-mode")?.Value is "absolute" or "relative");
        var bounds = equal?.Attribute("tolerance")?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var beside = bounds.Length == 0 ? 0
            : ItemKey.Parse(bounds[0]) is { } parsed and >= 0 ? parsed
            : throw new QtiMistake(root, $"the tolerance '{bounds[0]}' is no number of 0 or more.");
        if (bounds.Length > 1 && ItemKey.Parse(bounds[1]) != beside)
        {
            Lost($"its tolerance is {bounds[0]} below and {bounds[1]} above the right number; {bounds[0]} is taken for both.");
        }

        return equal?.Attribute("tolerance-mode")?.Value == "relative" ? Math.Abs(value) * beside / 100 : beside;
    }

    private ExchangeItem? Seen(XElement interaction)
    {
        var image = interaction.Element(Ns + "img");
        if (image is null || picture(image.Attribute("src")?.Value ?? "") is not { } svg || !svg.Contains("id=\"spot-a\"", StringComparison.Ordinal))
        {
            return Unknown("its picture, which is no SVG with elements named spot-a, spot-b and so on");
        }

        var whys = Spots(_body.Descendants(Ns + "li").Where(l => l.Attribute(Mark + "spot") is not null), l => l.Attribute(Mark + "spot")!.Value, Why);
        var options = Spots(interaction.Elements(Ns + "qti-hotspot-choice"), Identifier, e => new OptionText(ExchangeText.Normal(e.Attribute("hotspot-label")?.Value), whys.GetValueOrDefault(Identifier(e), "")));
        List<string> correct = [.. Correct("RESPONSE").Distinct()];
        if (correct.Count == 0 || !correct.All(options.ContainsKey))
        {
            throw new QtiMistake(interaction, "the item names no right place, or one that is none of its hotspots; write qti-correct-response.");
        }

        var name = PictureName(image.Attribute(Mark + "picture")?.Value);
        return Make(Prompt(interaction), new ItemKey(id, ItemKind.Scene, [.. options.Keys], correct, 1), t => t with { Options = options, Twin = ExchangeText.Normal(image.Attribute("alt")?.Value) }) with { Picture = new ExchangePicture(name, svg) };
    }

    private ExchangeItem Told(XElement interaction)
    {
        var (story, words) = QtiStory.Read(interaction);
        var stem = interaction.Elements(Ns + "p").FirstOrDefault() ?? throw new QtiMistake(interaction, "the story has no question; write it as its first paragraph.");
        return Make(Normal(stem), new ItemKey(id, ItemKind.Branch, [], [], 1) { Story = story }, words);
    }

    private static Dictionary<string, TValue> Spots<TValue>(IEnumerable<XElement> elements, Func<XElement, string> name, Func<XElement, TValue> value)
    {
        var spots = new Dictionary<string, TValue>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            if (!ExchangeText.IsId(name(element)) || !spots.TryAdd(name(element), value(element)))
            {
                throw new QtiMistake(element, $"the place '{name(element)}' stands twice, or has a name that is not of letters and digits.");
            }
        }

        return spots;
    }

    // It becomes the name of a file beside ours: nothing but a picture, and nothing that a file system or YAML reads otherwise.
    private string PictureName(string? wanted)
    {
        var name = $"scene-{id}.svg";
        if (wanted is null || (ExchangeText.IsId(wanted) && char.IsAsciiLetterOrDigit(wanted[0]) && wanted.EndsWith(".svg", StringComparison.Ordinal)))
        {
            return wanted ?? name;
        }

        Lost($"its picture was named '{wanted}'.");
        return name;
    }

    private static readonly string[] Tags = ["use", "dimension", "outcome", "difficulty"];

    private ExchangeItem Make(string stem, ItemKey key, Func<ItemText, ItemText> words)
    {
        var own = _body.Element(Ns + "div");
        string? Marked(string name) => own?.Attribute(Mark + name)?.Value;
        var tagging = ItemTagging.Read(id, [.. Tags.Where(n => Marked(n) is not null).Select(n => $"{n}-{Marked(n)}")], losses);
        var scenario = own?.Elements(Ns + "p").FirstOrDefault(p => p.Attribute("class")?.Value == "scenario") is { } told ? Normal(told) : null;
        var why = root.Elements(Ns + "qti-modal-feedback").FirstOrDefault();
        var text = words(new ItemText(scenario, stem.Length > 0 ? stem : throw new QtiMistake(_body, "the item has no question."), new Dictionary<string, OptionText>()) { Why = why is null ? null : Normal(why) });
        if (text.Options.Values.Any(o => o.Why.Length == 0))
        {
            Lost("not every option says why it is right or wrong; write it under 'why'.");
        }

        return new ExchangeItem(Marked("category") ?? "", tagging.Use, key with { Difficulty = tagging.Difficulty }, tagging.Dimension, tagging.Outcome, text, null);
    }

    private static (Dictionary<string, OptionText> Options, Dictionary<string, string> Letters) Options(IEnumerable<XElement> choices)
    {
        var (options, letters) = (new Dictionary<string, OptionText>(), new Dictionary<string, string>());
        foreach (var choice in choices)
        {
            var letter = options.Count < 26 ? ExchangeText.Letter(options.Count) : throw new QtiMistake(choice, "it has more than 26 choices.");
            options[letter] = new OptionText(Words(choice), Why(choice));
            if (!letters.TryAdd(Identifier(choice), letter))
            {
                throw new QtiMistake(choice, $"the identifier '{Identifier(choice)}' stands twice.");
            }
        }

        return (options, letters);
    }

    private static List<string> Letters(IReadOnlyList<string> names, Dictionary<string, string> letters) => [.. names.Where(letters.ContainsKey).Select(n => letters[n])];

    private string Prompt(XElement interaction)
    {
        if (interaction.Element(Ns + "qti-prompt") is { } prompt)
        {
            return Normal(prompt);
        }

        var text = string.Join('\n', _body.Descendants().Where(e => e.Name.LocalName is "p" or "div" && e.Elements().All(c => c.Name.Namespace != Ns || !c.Name.LocalName.StartsWith("qti-", StringComparison.Ordinal)) && !e.Ancestors().Any(a => a.Name.LocalName.StartsWith("qti-simple", StringComparison.Ordinal)) && e.Attribute("class")?.Value != "scenario").Select(Normal));
        Lost("the question stands in no prompt; what the page says around it was taken.");
        return ExchangeText.Normal(text);
    }

    private static string Response(XElement interaction) => interaction.Attribute("response-identifier")?.Value ?? "RESPONSE";

    private XElement? Declaration(string identifier) => root.Elements(Ns + "qti-response-declaration").FirstOrDefault(d => Identifier(d) == identifier);

    private IReadOnlyList<string> Correct(string identifier) => Declaration(identifier) is { } declaration ? [.. Values(declaration)] : [];

    private static IEnumerable<string> Values(XElement declaration) =>
        declaration.Elements(Ns + "qti-correct-response").Elements(Ns + "qti-value").Select(Normal);

    private static string Identifier(XElement element) => element.Attribute("identifier")?.Value ?? "";

    private static string Normal(XElement element) => ExchangeText.Normal(element.Value);

    private static string Why(XElement choice) => choice.Descendants(Ns + "qti-feedback-inline").FirstOrDefault() is { } why ? Normal(why) : "";

    private static string Words(XElement choice) =>
        ExchangeText.Normal(string.Concat(choice.DescendantNodes().OfType<XText>().Where(t => t.Ancestors(Ns + "qti-feedback-inline").All(f => !f.Ancestors().Contains(choice))).Select(t => t.Value)));

    private ExchangeItem? Unknown(string what)
    {
        Lost($"left out: {what} is not known here.");
        return null;
    }

    private void Lost(string what) => losses.Add(new ExchangeLoss(id, what));
}

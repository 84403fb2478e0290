using System.Globalization;
using System.Text.RegularExpressions;

namespace VisionZero.Web.Tests.Look;

public sealed partial class ContrastTests
{
    private static readonly string Sheet = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets", "site.css"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Words_can_be_read_on_what_they_stand_on(bool dark)
    {
        var tokens = Tokens(dark);
        string[] words = ["ink", "muted", "good", "attention", "stop", "link", .. Enumerable.Range(1, 7).Select(n => $"rule-{n}")];
        var pairs = words.SelectMany(w => new[] { (w, "paper"), (w, "card") })
            .Concat(Enumerable.Range(1, 7).Select(n => ("on-rule", $"rule-{n}")))
            .Concat([("good", "good-soft"), ("attention", "attention-soft"), ("stop", "stop-soft"), ("ink", "neutral-soft"), ("ink", "good-soft"), ("ink", "stop-soft"), ("ink", "attention-soft"), ("paper", "ink")]);

        pairs.Where(p => Contrast(tokens[p.Item1], tokens[p.Item2]) < 4.5).ShouldBeEmpty();
        Contrast(tokens["edge"], tokens["card"]).ShouldBeGreaterThanOrEqualTo(3);
    }

    private static Dictionary<string, string> Tokens(bool dark)
    {
        var cut = Sheet.IndexOf("@media screen and (prefers-color-scheme: dark)", StringComparison.Ordinal);
        var end = Sheet.IndexOf(".rule-1 {", StringComparison.Ordinal);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Token().Matches(dark ? Sheet[..end] : Sheet[..cut]))
        {
            found[match.Groups[1].Value] = match.Groups[2].Value;
        }

        return found;
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var hex = colour.Length == 3 ? string.Concat(colour.Select(c => $"{c}{c}")) : colour;
        double[] parts = [.. Enumerable.Range(0, 3).Select(i => Linear(int.Parse(hex.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    private static double Linear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    [GeneratedRegex(@"--([a-z0-9-]+): #([0-9a-f]{6}|[0-9a-f]{3})\b")]
    private static partial Regex Token();
}

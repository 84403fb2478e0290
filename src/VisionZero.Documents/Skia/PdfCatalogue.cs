using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace VisionZero.Documents;

/// <summary>
/// Adds to a file what Skia has no way to say, as an update behind its end: its language, without which a screen reader reads one
/// language with the voice of another, and its list of contents (the outline).
/// </summary>
internal static partial class PdfCatalogue
{
    private static readonly Encoding Bytes = Encoding.Latin1;

    /// <summary>The file with both, or as it was if it is not laid out as Skia lays it out.</summary>
    public static byte[] Add(byte[] pdf, string language, IReadOnlyList<PagePlan> pages)
    {
        var tail = Trailer().Match(Bytes.GetString(pdf.AsSpan(Math.Max(0, pdf.Length - 1024))));
        if (!tail.Success || !language.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')) return pdf;

        var file = new PdfObjects(pdf, int.Parse(tail.Groups["start"].Value, CultureInfo.InvariantCulture));
        var root = int.Parse(tail.Groups["root"].Value, CultureInfo.InvariantCulture);
        var catalogue = file.Entries(root);
        if (!catalogue.StartsWith("/Type /Catalog", StringComparison.Ordinal) || catalogue.Contains("/Lang", StringComparison.Ordinal)) return pdf;

        var first = int.Parse(tail.Groups["size"].Value, CultureInfo.InvariantCulture);
        var outline = PdfOutline.Objects(pages, file.Pages(catalogue), first);
        var more = outline.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"\n/Outlines {first} 0 R\n/PageMode /UseOutlines");
        string[] written = [$"<</Lang ({language}){more}\n{catalogue}", .. outline];
        return Append(pdf, tail, root, first, written);
    }

    /// <summary>The first object takes the catalogue's place, the others are new.</summary>
    private static byte[] Append(byte[] pdf, Match tail, int root, int first, string[] objects)
    {
        var text = new StringBuilder();
        var table = new StringBuilder("xref\n");
        for (var index = 0; index < objects.Length; index++)
        {
            var number = index == 0 ? root : first + index - 1;
            if (index == 0) table.Append(CultureInfo.InvariantCulture, $"{root} 1\n");
            else if (index == 1) table.Append(CultureInfo.InvariantCulture, $"{first} {objects.Length - 1}\n");
            table.Append(CultureInfo.InvariantCulture, $"{pdf.Length + text.Length:D10} 00000 n \n");
            text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{objects[index]}\nendobj\n");
        }

        var at = pdf.Length + text.Length;
        var entries = tail.Groups["entries"].Value.Replace($"/Size {tail.Groups["size"].Value}\n", string.Create(CultureInfo.InvariantCulture, $"/Size {first + objects.Length - 1}\n"), StringComparison.Ordinal);
        text.Append(table).Append(CultureInfo.InvariantCulture, $"trailer\n<<{entries}\n/Prev {tail.Groups["start"].Value}>>\nstartxref\n{at}\n%%EOF\n");
        return [.. pdf, .. Bytes.GetBytes(text.ToString())];
    }

    [GeneratedRegex(@"trailer\n<<(?<entries>/Size (?<size>\d+)\n/Root (?<root>\d+) 0 R\n.*?)>>\nstartxref\n(?<start>\d+)\n%%EOF\n?$", RegexOptions.Singleline)]
    private static partial Regex Trailer();
}

/// <summary>The objects of a file by number, as its cross-reference table says.</summary>
internal sealed partial class PdfObjects
{
    private static readonly Encoding Bytes = Encoding.Latin1;
    private readonly byte[] pdf;
    private readonly Dictionary<int, int> places = [];

    public PdfObjects(byte[] pdf, int table)
    {
        this.pdf = pdf;
        var text = Bytes.GetString(pdf.AsSpan(table));
        var head = Head().Match(text);
        var number = int.Parse(head.Groups["first"].Value, CultureInfo.InvariantCulture);
        foreach (Match entry in Entry().Matches(text[head.Length..]))
        {
            places[number++] = int.Parse(entry.Groups["at"].Value, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The entries of a dictionary, up to its end.</summary>
    public string Entries(int number)
    {
        if (!places.TryGetValue(number, out var at)) return "";
        var from = pdf.AsSpan(at).IndexOf("<<"u8);
        var to = pdf.AsSpan(at).IndexOf("endobj"u8);
        return from < 0 || to < from ? "" : Bytes.GetString(pdf.AsSpan(at + from + 2, to - from - 2)).TrimEnd();
    }

    /// <summary>Numbers of the pages in their order.</summary>
    public IReadOnlyList<int> Pages(string catalogue) =>
        PageTree().Match(catalogue) is { Success: true } tree ? [.. Below(Number(tree))] : [];

    private IEnumerable<int> Below(int number)
    {
        var kids = Kids().Match(Entries(number));
        return kids.Success ? Reference().Matches(kids.Value).SelectMany(kid => Below(Number(kid))) : [number];
    }

    private static int Number(Match match) => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\Axref\n(?<first>\d+) \d+\n")]
    private static partial Regex Head();

    [GeneratedRegex(@"\G(?<at>\d{10}) \d{5} [nf] ?\r?\n")]
    private static partial Regex Entry();

    [GeneratedRegex(@"/Pages (?<number>\d+) 0 R")]
    private static partial Regex PageTree();

    [GeneratedRegex(@"/Kids \[[^\]]*\]")]
    private static partial Regex Kids();

    [GeneratedRegex(@"(?<number>\d+) 0 R")]
    private static partial Regex Reference();
}

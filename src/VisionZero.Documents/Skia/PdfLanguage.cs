using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace VisionZero.Documents;

/// <summary>
/// Adds the language of the document to a file, as an update behind its end: Skia has no way to say it, and a screen reader that
/// does not know it reads one language with the voice of another.
/// </summary>
internal static partial class PdfLanguage
{
    private static readonly Encoding Bytes = Encoding.Latin1;

    /// <summary>The file with the language, or as it was if it is not laid out as Skia lays it out.</summary>
    public static byte[] Add(byte[] pdf, string language)
    {
        var tail = Trailer().Match(Bytes.GetString(pdf.AsSpan(Math.Max(0, pdf.Length - 1024))));
        if (!tail.Success || !language.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')) return pdf;

        var root = tail.Groups["root"].Value;
        var catalogue = Catalogue(pdf, root);
        if (catalogue is null) return pdf;

        var objectAt = pdf.Length;
        var written = $"{root} 0 obj\n<</Lang ({language})\n{catalogue}";
        var tableAt = objectAt + Bytes.GetByteCount(written);
        var table = string.Create(CultureInfo.InvariantCulture, $"xref\n{root} 1\n{objectAt:D10} 00000 n \ntrailer\n<<{tail.Groups["entries"].Value}\n/Prev {tail.Groups["start"].Value}>>\nstartxref\n{tableAt}\n%%EOF\n");
        return [.. pdf, .. Bytes.GetBytes(written), .. Bytes.GetBytes(table)];
    }

    /// <summary>The catalogue's entries, up to the end of the object.</summary>
    private static string? Catalogue(byte[] pdf, string root)
    {
        var head = Bytes.GetBytes($"\n{root} 0 obj\n<<");
        var from = pdf.AsSpan().IndexOf(head);
        if (from < 0) return null;
        from += head.Length;
        var length = pdf.AsSpan(from).IndexOf("endobj\n"u8);
        var entries = length < 0 ? "" : Bytes.GetString(pdf.AsSpan(from, length + "endobj\n".Length));
        return entries.StartsWith("/Type /Catalog", StringComparison.Ordinal) && !entries.Contains("/Lang", StringComparison.Ordinal) ? entries : null;
    }

    [GeneratedRegex(@"trailer\n<<(?<entries>/Size \d+\n/Root (?<root>\d+) 0 R\n.*?)>>\nstartxref\n(?<start>\d+)\n%%EOF\n?$", RegexOptions.Singleline)]
    private static partial Regex Trailer();
}

namespace VisionZero.Documents;

/// <summary>A character of a text that no font of this machine covers.</summary>
/// <param name="Field">Field of the record.</param>
/// <param name="CodePoints">What cannot be printed.</param>
public sealed record UncoveredText(string Field, IReadOnlyList<int> CodePoints);

/// <summary>A text that a file does not carry as the record says it.</summary>
/// <param name="Field">Field of the record; empty for text that no field accounts for.</param>
/// <param name="Expected">What the record says; empty for surplus text.</param>
/// <param name="Found">The nearest thing found.</param>
public sealed record TextDifference(string Field, string Expected, string Found);

/// <summary>What became of a document: exactly one of three.</summary>
public abstract record PrintResult
{
    private PrintResult()
    {
    }

    /// <summary>A file whose text layer equals the record.</summary>
    public sealed record Printed(byte[] Pdf, string Renderer) : PrintResult;

    /// <summary>Nothing was rendered: a text has characters no font covers.</summary>
    public sealed record NotCovered(IReadOnlyList<UncoveredText> Texts) : PrintResult;

    /// <summary>A file was rendered and thrown away: its text layer does not say what the record says.</summary>
    public sealed record TextDiffers(string Renderer, IReadOnlyList<TextDifference> Differences) : PrintResult;
}

/// <summary>
/// Prints documents: refuses what no font covers, renders, and lets only files through whose text layer equals the record.
/// One instance a process; safe from several threads.
/// </summary>
public sealed class DocumentPress(FontCatalogue fonts, IDocumentRenderer renderer)
{
    /// <summary>Prints a certificate.</summary>
    public PrintResult Print(CertificateDocument document) => Print(document.Texts(), () => renderer.Render(document));

    /// <summary>Prints a handout.</summary>
    public PrintResult Print(HandoutDocument document) =>
        Print([.. document.Texts(), new DocumentText(nameof(document.Footer), document.Footer)], () => renderer.Render(document));

    private PrintResult Print(IEnumerable<DocumentText> texts, Func<byte[]> render)
    {
        var uncovered = texts
            .Select(text => new UncoveredText(text.Field, fonts.Covers(text.Text)))
            .Where(text => text.CodePoints.Count > 0)
            .ToArray();
        return uncovered.Length > 0
            ? new PrintResult.NotCovered(uncovered)
            : new PrintResult.Printed(render(), $"{renderer.Name} {renderer.Version}");
    }
}

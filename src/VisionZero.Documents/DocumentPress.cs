namespace VisionZero.Documents;

/// <summary>
/// Prints documents: refuses what no font covers, renders, and lets only files through whose text layer equals the record. If
/// the preferred renderer's file differs, the next one prints. One instance a process; safe from several threads.
/// </summary>
public sealed class DocumentPress(FontCatalogue fonts, RendererChoice choice)
{
    /// <summary>Draws pages as planned: books, slides, cards and posters.</summary>
    private readonly SkiaRenderer drawing = new(fonts, "plan");

    /// <summary>The fonts it prints with.</summary>
    public FontCatalogue Fonts => fonts;

    /// <summary>Which renderer it prints with, and why.</summary>
    public RendererChoice Choice => choice;

    /// <summary>Finds the fonts and lets the renderers prove themselves: about a second, once at start.</summary>
    public static async Task<DocumentPress> StartAsync(DocumentSettings settings, CancellationToken cancellation)
    {
        var fonts = FontCatalogue.Scan(settings.FontFolder);
        return new DocumentPress(fonts, await RendererChoice.ProveAsync(fonts, settings, cancellation).ConfigureAwait(false));
    }

    /// <summary>Prints a certificate.</summary>
    public PrintResult Print(CertificateDocument document) =>
        Print([.. document.Texts()], renderer => renderer.Render(document), pdf => TextCheck.Compare(pdf, document));

    /// <summary>Prints a handout; a book with the renderer that draws the plan.</summary>
    public PrintResult Print(HandoutDocument document) =>
        Print(
            [.. document.Texts(), new DocumentText(nameof(document.Footer), document.Footer)],
            document.IsBook ? [drawing] : choice.Renderers,
            renderer => renderer.Render(document),
            pdf => TextCheck.Compare(pdf, document));

    /// <summary>Prints slides, a page each.</summary>
    public PrintResult Print(DeckDocument document) =>
        Print([.. document.Texts()], [drawing], renderer => renderer.Render(document), pdf => TextCheck.Compare(pdf, document));

    /// <summary>Prints a card or a poster.</summary>
    public PrintResult Print(RuleSheetDocument document) =>
        Print([.. document.Texts()], [drawing], renderer => renderer.Render(document), pdf => TextCheck.Compare(pdf, document));

    /// <summary>Writes slides as a presentation that can be changed.</summary>
    public byte[] Present(DeckDocument document) => new PresentationWriter(fonts).Write(document);

    private PrintResult Print(IReadOnlyList<DocumentText> texts, Func<IDocumentRenderer, byte[]> render, Func<byte[], IReadOnlyList<TextDifference>> compare) =>
        Print(texts, choice.Renderers, render, compare);

    private PrintResult Print<TRenderer>(IReadOnlyList<DocumentText> texts, IReadOnlyList<TRenderer> renderers, Func<TRenderer, byte[]> render, Func<byte[], IReadOnlyList<TextDifference>> compare)
        where TRenderer : IDocumentRenderer
    {
        var uncovered = texts
            .Select(text => new UncoveredText(text.Field, fonts.Covers(text.Text)))
            .Where(text => text.CodePoints.Count > 0)
            .ToArray();
        if (uncovered.Length > 0) return new PrintResult.NotCovered(uncovered);

        PrintResult? failure = null;
        foreach (var renderer in renderers)
        {
            var name = $"{renderer.Name} {renderer.Version}";
            byte[] pdf;
            try
            {
                pdf = render(renderer);
            }
            catch (MissingGlyphException missing)
            {
                return new PrintResult.NotCovered([new UncoveredText("", missing.CodePoints)]);
            }

            var differences = compare(pdf);
            if (differences.Count == 0) return new PrintResult.Printed(pdf, name);
            failure ??= new PrintResult.TextDiffers(name, differences);
        }

        return failure!;
    }
}

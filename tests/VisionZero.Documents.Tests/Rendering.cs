using VisionZero.Documents.Tests;

[assembly: AssemblyFixture(typeof(Rendering))]

namespace VisionZero.Documents.Tests;

/// <summary>The fonts of this machine and a renderer on them, opened once.</summary>
public sealed class Rendering
{
    public FontCatalogue Fonts { get; } = FontCatalogue.Scan();

    public IDocumentRenderer Skia => field ??= new SkiaRenderer(Fonts, "test");

    /// <summary>A press without the proof at start.</summary>
    public DocumentPress Press => new(Fonts, new RendererChoice([Skia], [], "test"));
}

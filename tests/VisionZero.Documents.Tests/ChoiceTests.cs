namespace VisionZero.Documents.Tests;

public sealed class ChoiceTests(Rendering rendering)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_start_Skia_proves_itself_in_every_script()
    {
        var press = await DocumentPress.StartAsync(new DocumentSettings(), Cancellation);

        press.Choice.Healthy.ShouldBeTrue(press.Choice.Why);
        press.Choice.Renderer.Name.ShouldBe("Skia");
        press.Choice.Proofs.Select(proof => proof.Name).ShouldBe(["QuestPDF", "Skia"]);
        press.Choice.Proofs[0].Passed.ShouldBeFalse();
        press.Choice.Why.ShouldContain("10 scripts read back as written");
        press.Choice.Why.ShouldContain("QuestPDF");
    }

    [Fact]
    public void The_preferred_renderer_is_chosen_if_it_passes()
    {
        var choice = Choose(new("Better", note => new Renamed("Better", new SkiaRenderer(rendering.Fonts, note))), Skia());

        choice.Renderer.Name.ShouldBe("Better");
        choice.Renderers.Count.ShouldBe(2);
        choice.Healthy.ShouldBeTrue();
    }

    [Fact]
    public void A_renderer_that_garbles_or_throws_is_passed_over_and_the_reason_kept()
    {
        var choice = Choose(
            new("Garbling", _ => new Garbling(rendering.Skia)),
            new("Throwing", _ => throw new DllNotFoundException("no native library\nat all")),
            Skia());

        choice.Renderer.Name.ShouldBe("Skia");
        choice.Why.ShouldContain("Garbling: Latin reads back differently");
        choice.Why.ShouldContain("Throwing: no native library");
        choice.Why.ShouldNotContain("\n");
    }

    [Fact]
    public void If_nothing_passes_the_last_resort_prints_and_health_says_so()
    {
        var choice = Choose(new RendererCandidate("Garbling", _ => new Garbling(rendering.Skia)));

        choice.Healthy.ShouldBeFalse();
        choice.Renderer.Name.ShouldBe("Garbling");
    }

    [Fact]
    public void A_file_that_differs_is_never_printed_but_the_next_renderer_may_print()
    {
        var garbling = new Garbling(rendering.Skia);

        var alone = new DocumentPress(rendering.Fonts, new RendererChoice([garbling], [], "")).Print(Papers.English());
        var helped = new DocumentPress(rendering.Fonts, new RendererChoice([garbling, rendering.Skia], [], "")).Print(Papers.English());

        alone.ShouldBeOfType<PrintResult.TextDiffers>().Renderer.ShouldBe("Garbling 1");
        helped.ShouldBeOfType<PrintResult.Printed>().Renderer.ShouldStartWith("Skia");
    }

    private RendererChoice Choose(params RendererCandidate[] candidates) => RendererChoice.Choose(candidates, rendering.Fonts, Cancellation);

    private RendererCandidate Skia() => new("Skia", note => new SkiaRenderer(rendering.Fonts, note));

    private sealed class Renamed(string name, IDocumentRenderer inner) : IDocumentRenderer
    {
        public string Name => name;

        public string Version => inner.Version;

        public byte[] Render(CertificateDocument document) => inner.Render(document);

        public byte[] Render(HandoutDocument document) => inner.Render(document);
    }

    private sealed class Garbling(IDocumentRenderer inner) : IDocumentRenderer
    {
        public string Name => "Garbling";

        public string Version => "1";

        public byte[] Render(CertificateDocument document) => inner.Render(document with { Name = document.Name + "s" });

        public byte[] Render(HandoutDocument document) => inner.Render(document);
    }
}

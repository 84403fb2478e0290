using System.Net;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Tests;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Tests.Http;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Trainers;

public sealed class MaterialTests(Platform platform)
{
    [Fact]
    public async Task A_registered_trainer_reads_the_materials_and_takes_them_along_as_pdf()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        using var visitor = await platform.SignInAsync(applicant.Login);

        var library = platform.Services.GetRequiredService<MaterialLibrary>();
        var written = GoldenRules.All.Where(r => library.Find(r, "en") is not null).ToList();
        var rule = written[0];
        await visitor.OpenAsync("/materials");
        visitor.Page.QuerySelectorAll("ol.grid > li.card").Length.ShouldBe(7);
        visitor.Page.QuerySelectorAll("ol.grid a[href$='.pdf']").Length.ShouldBe(written.Count);
        await visitor.OpenAsync($"/materials/{rule}");
        visitor.Heading.ShouldBe(library.Find(rule, "en")!.Title);
        visitor.Page.QuerySelector("a[rel=next]")!.GetAttribute("href").ShouldBe($"/en/materials/{written[1]}");
        (await visitor.OpenAsync("/materials/8")).Status.ShouldBe(HttpStatusCode.NotFound);

        using var answer = await visitor.Client.GetAsync(new Uri($"/zh/materials/{rule}.pdf", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"vision-zero-rule-{rule}.zh.pdf");
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_handout_prints_in_every_language()
    {
        var library = platform.Services.GetRequiredService<MaterialLibrary>();
        var press = platform.Services.GetRequiredService<HandoutPress>();
        foreach (var material in GoldenRules.All.SelectMany(r => TextCatalogue.Written.Select(l => library.Find(r, l))).OfType<Material>())
        {
            (await press.PrintAsync(material)).ShouldNotBeNull($"rule {material.Rule}, {material.Locale}");
        }
    }

    [Fact]
    public async Task Who_has_not_registered_yet_registers_first()
    {
        using var visitor = await platform.SignedInVisitorAsync(Role.Trainer);

        (await visitor.OpenAsync("/materials")).Address.ShouldBe("/en/trainer/register");
        (await visitor.OpenAsync("/materials/1")).Address.ShouldBe("/en/trainer/register");
        (await visitor.OpenAsync("/materials/1.pdf")).Address.ShouldBe("/en/trainer/register");
        using var stranger = new Visitor(platform.Address);
        (await stranger.OpenAsync("/materials/1.pdf")).Address.ShouldStartWith("/en/sign-in");
    }

    [Fact]
    public void A_mistake_in_a_material_names_file_and_line()
    {
        var content = TemporaryFolder.Make("vz-materials-");
        System.IO.Directory.CreateDirectory(Path.Combine(content, "materials", "v1"));
        File.WriteAllText(Path.Combine(content, "materials", "v1", "rule-1.en.md"), "---\ntitle: \"x\"\nminutes: 7\n---\ntext\n");
        File.WriteAllText(Path.Combine(content, "materials", "v1", "rule-9.en.md"), "---\ntitle: \"x\"\n---\ntext\n");
        File.WriteAllText(Path.Combine(content, "materials", "v1", "rule-2.en.md"), "---\ntitle: \"x\"\nminutes: soon\n---\n<b>raw</b>\n");

        var mistakes = Should.Throw<ContentException>(() => MaterialLibrary.Load(content)).Message;

        mistakes.ShouldContain("rule-1.zh.md: this material is missing");
        mistakes.ShouldContain("rule-9.en.md: the name must be");
        mistakes.ShouldContain("rule-2.en.md:3: 'minutes'");
        mistakes.ShouldContain("rule-2.en.md:5: raw HTML");
    }
}

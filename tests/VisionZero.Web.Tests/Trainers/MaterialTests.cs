using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Tests.Http;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Trainers;

/// <summary>The product with the materials of two rules.</summary>
public sealed class PlatformWithMaterials : Platform
{
    private readonly string _content = System.IO.Directory.CreateTempSubdirectory("vz-content-").FullName;

    /// <summary>A handout in two languages.</summary>
    public static void Write(string content, int rule)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(content, "materials", "v1")).FullName;
        File.WriteAllText(Path.Combine(folder, $"rule-{rule}.en.md"), $"---\ntitle: \"Walk before you talk, part {rule}\"\nsummary: \"What leaders do on the floor.\"\nminutes: 7\n---\n## On the floor\n\nGo and **look**.\n\n- Ask.\n- Listen.\n");
        File.WriteAllText(Path.Combine(folder, $"rule-{rule}.zh.md"), $"---\ntitle: \"先走到现场，第{rule}部分\"\nsummary: \"领导者在现场做什么。\"\nminutes: 7\n---\n## 现场\n\n去现场**看一看**。\n");
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var source = Path.Combine(AppContext.BaseDirectory, "content");
        foreach (var file in System.IO.Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/materials/", StringComparison.Ordinal)))
        {
            var target = Path.Combine(_content, Path.GetRelativePath(source, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        Write(_content, 1);
        Write(_content, 3);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["VisionZero:ContentDirectory"] = _content });
    }
}

public sealed class MaterialTests(PlatformWithMaterials platform) : IClassFixture<PlatformWithMaterials>
{
    [Fact]
    public async Task A_registered_trainer_reads_the_materials_and_takes_them_along_as_pdf()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        using var visitor = await platform.SignInAsync(applicant.Login);

        await visitor.OpenAsync("/materials");
        visitor.Page.QuerySelectorAll("li.rule-card").Length.ShouldBe(7);
        visitor.Page.QuerySelectorAll("a[href$='.pdf']").Length.ShouldBe(2);
        await visitor.OpenAsync("/materials/1");
        visitor.Heading.ShouldBe("Walk before you talk, part 1");
        visitor.Page.QuerySelector(".prose strong")!.TextContent.ShouldBe("look");
        visitor.Page.QuerySelector("a[rel=next]")!.GetAttribute("href").ShouldBe("/en/materials/3");
        (await visitor.OpenAsync("/materials/2")).Status.ShouldBe(HttpStatusCode.NotFound);

        using var answer = await visitor.Client.GetAsync(new Uri("/zh/materials/1.pdf", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("vision-zero-rule-1.zh.pdf");
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
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
        var content = System.IO.Directory.CreateTempSubdirectory("vz-materials-").FullName;
        PlatformWithMaterials.Write(content, 1);
        File.Delete(Path.Combine(content, "materials", "v1", "rule-1.zh.md"));
        File.WriteAllText(Path.Combine(content, "materials", "v1", "rule-9.en.md"), "---\ntitle: \"x\"\n---\ntext\n");
        File.WriteAllText(Path.Combine(content, "materials", "v1", "rule-2.en.md"), "---\ntitle: \"x\"\nminutes: soon\n---\n<b>raw</b>\n");

        var mistakes = Should.Throw<ContentException>(() => MaterialLibrary.Load(content)).Message;

        mistakes.ShouldContain("rule-1.zh.md: this material is missing");
        mistakes.ShouldContain("rule-9.en.md: the name must be");
        mistakes.ShouldContain("rule-2.en.md:3: 'minutes'");
        mistakes.ShouldContain("rule-2.en.md:5: raw HTML");
    }
}

using System.IO.Compression;
using System.Net;
using System.Text;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Documents;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers.Kit;
using VisionZero.Web.Storage;
using VisionZero.Web.Tests.Http;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Trainers;

public sealed class KitTests(Platform platform)
{
    private static readonly byte[] PdfMark = "%PDF-"u8.ToArray();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private KitPress Press => platform.Services.GetRequiredService<KitPress>();

    [Fact]
    public async Task A_registered_trainer_takes_files_along_and_reads_them_on_screen()
    {
        var kit = await KitAsync();
        var trainer = await platform.ReadyAsync(Level.Foundation);
        using var visitor = await platform.SignInAsync(trainer.Login);

        await visitor.OpenAsync("/materials");
        visitor.Page.QuerySelectorAll("a[href='/en/materials/1/kit']").Length.ShouldBe(1);
        visitor.Page.QuerySelectorAll("a[href^='/en/materials/files/handbook-']").Length.ShouldBe(2);
        await visitor.OpenAsync("/materials/1/kit");
        visitor.Heading.ShouldBe("Kit for golden rule 1");
        foreach (var file in kit.OfRule(1, "en"))
        {
            visitor.Page.QuerySelector($"a[href='/en/materials/files/{file.Name}']").ShouldNotBeNull(file.Name);
        }

        await visitor.OpenAsync("/materials/1/kit?language=zh");
        visitor.Page.QuerySelector("a[href='/en/materials/files/rule-1-card.zh.pdf']").ShouldNotBeNull();
        var card = await DownloadAsync(visitor, "rule-1-card.zh.pdf", "application/pdf");
        card.AsSpan(0, 5).SequenceEqual(PdfMark).ShouldBeTrue();
        var slides = await DownloadAsync(visitor, "rule-1-slides.en.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation");
        using var zip = new ZipArchive(new MemoryStream(slides));
        zip.Entries.Count(e => e.FullName.StartsWith("ppt/slides/slide", StringComparison.Ordinal)).ShouldBe(kit.Course.Rule(1).KitSheet(LessonKind.Slides, "en")!.Slides.Count + 3);

        // The size is known now, and the same bytes come again.
        await visitor.OpenAsync("/materials/1/kit?language=zh");
        visitor.Page.QuerySelector("a[href='/en/materials/files/rule-1-card.zh.pdf']")!.TextContent.ShouldContain("KB");
        (await DownloadAsync(visitor, "rule-1-card.zh.pdf", "application/pdf")).ShouldBe(card);
        (await visitor.OpenAsync("/materials/files/rule-8-card.en.pdf")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.OpenAsync("/materials/9/kit")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_page_of_a_file_says_what_the_file_says()
    {
        var kit = await KitAsync();
        var trainer = await platform.ReadyAsync(Level.Foundation);
        using var visitor = await platform.SignInAsync(trainer.Login);

        foreach (var file in kit.All().Where(f => f.Kind != KitKind.Slides && (f.Rule is 0 or 1)))
        {
            (await visitor.OpenAsync($"/materials/read/{file.Page}")).Status.ShouldBe(HttpStatusCode.OK);
            var page = Bare(visitor.Page.QuerySelector("article")!.TextContent);
            var texts = kit.Compose(file, DateTimeOffset.UnixEpoch, toPrint: false) switch
            {
                KitDocument.Book book => book.Document.Texts().Where(t => t.Field is not nameof(HandoutDocument.ContentsTitle) and not "Kicker" and not "Summary").Select(t => t.Text).Where(t => t.Length > 12),
                KitDocument.Deck deck => deck.Document.Texts().Where(t => t.Field is not nameof(DeckDocument.Footer)).Select(t => t.Text),
                KitDocument.Sheet sheet => sheet.Document.Texts().Select(t => t.Text),
                _ => [],
            };
            texts.Where(t => !page.Contains(Bare(t), StringComparison.Ordinal)).ShouldBeEmpty(file.Page);
        }

        // The notes of the slides are there too: that is what a trainer reads.
        await visitor.OpenAsync("/materials/read/rule-1-slides.en");
        visitor.Page.QuerySelectorAll("article section h3").Count(h => h.TextContent == "Teaching notes").ShouldBe(kit.Course.Rule(1).KitSheet(LessonKind.Slides, "en")!.Slides.Count + 2);
        visitor.Page.QuerySelector("article #opening")!.TextContent.ShouldBe("Teaching notes");
        visitor.Page.QuerySelector("article [role=img]")!.GetAttribute("aria-label")!.ShouldStartWith("Bars drawn to scale");
    }

    [Fact]
    public async Task Who_has_not_registered_yet_registers_first()
    {
        using var visitor = await platform.SignedInVisitorAsync(Role.Trainer);
        foreach (var path in new[] { "/materials/1/kit", "/materials/read/rule-1-session.en", "/materials/making/rule-1-card.en.pdf", "/materials/files/rule-1-card.en.pdf" })
        {
            (await visitor.OpenAsync(path)).Address.ShouldBe("/en/trainer/register");
            using var stranger = new Visitor(platform.Address);
            (await stranger.OpenAsync(path)).Address.ShouldStartWith("/en/sign-in");
        }
    }

    // Making all of them takes minutes: what can go wrong goes wrong by the script and the kind of file, or by a rule's text.
    [Fact]
    public async Task Every_file_of_every_rule_is_made_and_reads_back_in_English_and_of_a_rule_in_each_other_language()
    {
        var kit = await KitAsync();
        kit.All().Count().ShouldBeGreaterThanOrEqualTo(2 * (2 + (7 * 2)));
        foreach (var file in kit.Locales.Index().SelectMany(l => kit.All().Where(f => f.Locale == l.Item && (l.Item == "en" || f.Rule == 0 || f.Rule == l.Index + 1))))
        {
            var made = (await Press.MakeAsync(kit, file)).ShouldNotBeNull(file.Name);
            made.Length.ShouldBeLessThan(file.Rule == 0 ? 3_000_000 : 1_000_000, file.Name);
        }
    }

    [Fact]
    public async Task A_file_is_made_once_for_all_who_ask_and_again_when_its_text_changes()
    {
        var kit = await KitAsync();
        var file = new KitFile(KitKind.Poster, 7, "en");
        var store = platform.Services.GetRequiredService<IDocumentStore>();
        var files = platform.Services.GetRequiredService<FileStore>();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Press.MakeAsync(kit, file)));
        var sha256 = made.Select(m => m!.Sha256).Distinct().ShouldHaveSingleItem();
        (await Press.MakeAsync(kit, file))!.Sha256.ShouldBe(sha256);

        // As after a change of the text: the file says something else than the course.
        await using (var session = store.LightweightSession())
        {
            session.Store(new MadeKitFile { Id = kit.Key(file), ContentHash = "older", Sha256 = sha256, Length = 1, MadeAt = DateTimeOffset.UnixEpoch });
            await session.SaveChangesAsync(Ct);
            (await Press.FindAsync(session, kit, file, Ct)).ShouldBeNull();
        }

        var next = (await Press.MakeAsync(kit, file))!;
        next.Sha256.ShouldNotBe(sha256);
        (await files.ReadAsync(sha256, Ct)).ShouldBeNull();
        (await files.ReadAsync(next.Sha256, Ct))!.MediaType.ShouldBe("application/pdf");
    }

    [Fact]
    public async Task Cover_session_plan_and_attendance_say_that_the_training_is_not_certified()
    {
        var kit = await KitAsync();
        var words = platform.Services.GetRequiredService<TextSource>().For("en");
        words["kit.notice"].ShouldContain("not certified Vision Zero training");
        foreach (var kind in new[] { KitKind.Session, KitKind.LearnerHandbook, KitKind.TrainerHandbook })
        {
            var book = kit.Compose(new KitFile(kind, kind == KitKind.Session ? 1 : 0, "en"), DateTimeOffset.UnixEpoch).ShouldBeOfType<KitDocument.Book>().Document;
            book.Notice.ShouldBe(words["kit.notice"]);
            if (kind != KitKind.LearnerHandbook)
            {
                book.Chapters.ShouldContain(c => c.Markdown.Contains("the trainer's own and is not certified Vision Zero training", StringComparison.Ordinal));
            }
        }

        kit.Compose(new KitFile(KitKind.Slides, 1, "en"), DateTimeOffset.UnixEpoch).ShouldBeOfType<KitDocument.Deck>().Document.Notice.ShouldBe(words["kit.notice"]);
    }

    [Fact]
    public async Task Slides_name_their_rule_and_level_at_the_foot_and_have_notes_from_first_to_last()
    {
        var kit = await KitAsync();
        foreach (var file in kit.All().Where(f => f.Kind == KitKind.Slides))
        {
            var deck = kit.Compose(file, DateTimeOffset.UnixEpoch).ShouldBeOfType<KitDocument.Deck>().Document;
            deck.Footer.StartsWith(deck.RuleLabel, StringComparison.Ordinal).ShouldBeTrue(file.Name);
            deck.Slides.Select(s => s.Notes).Concat([deck.Notes, deck.Closing.Notes, deck.SourcesNotes]).ShouldAllBe(n => n.Length > 0, file.Name);
            deck.Sources.ShouldContain(s => s.Contains("7 Golden Rules", StringComparison.Ordinal), file.Name);
        }

        kit.Compose(new KitFile(KitKind.Slides, 5, "de"), DateTimeOffset.UnixEpoch).ShouldBeOfType<KitDocument.Deck>().Document.Footer.ShouldStartWith("Goldene Regel 5 · Vision Zero Trainer · Stufe Grundlagen");
    }

    [Fact]
    public async Task Handbooks_have_everything_they_promise()
    {
        var kit = await KitAsync();
        var course = kit.Course;
        var learners = Text(kit.Compose(new KitFile(KitKind.LearnerHandbook, 0, "zh"), DateTimeOffset.UnixEpoch));
        var trainers = Text(kit.Compose(new KitFile(KitKind.TrainerHandbook, 0, "zh"), DateTimeOffset.UnixEpoch));
        foreach (var rule in course.Rules)
        {
            rule.Lessons.Append(rule.Card!).ShouldAllBe(l => learners.Contains(l.In("zh").Title, StringComparison.Ordinal));
            rule.Sources.ShouldAllBe(s => learners.Contains(Bare(s.Title), StringComparison.Ordinal) && trainers.Contains(Bare(s.Title), StringComparison.Ordinal));
            foreach (var item in rule.Check.Select(i => i.In("zh")))
            {
                trainers.ShouldContain(Bare(item.Stem));
                item.Options.Values.ShouldAllBe(o => trainers.Contains(Bare(o.Text), StringComparison.Ordinal) && trainers.Contains(Explanation(o.Why), StringComparison.Ordinal));
            }
        }

        platform.Services.GetRequiredService<Glossary>().In("zh").ShouldAllBe(e => learners.Contains(Bare(e.Meaning), StringComparison.Ordinal));

        static string Text(KitDocument document) => Bare(string.Concat(((KitDocument.Book)document).Document.Texts().Select(t => t.Text)));
    }

    private async Task<KitEdition> KitAsync() =>
        (await platform.ReadAsync(q => platform.Services.GetRequiredService<KitLibrary>().InForceAsync(q, platform.Clock.GetUtcNow(), Ct))).ShouldNotBeNull();

    private static async Task<byte[]> DownloadAsync(Visitor visitor, string name, string type)
    {
        for (var left = 20; ; left--)
        {
            using var answer = await visitor.Client.GetAsync(new Uri($"/en/materials/files/{name}", UriKind.Relative), Ct);
            if (answer.Content.Headers.ContentType!.MediaType == type || left == 0)
            {
                answer.Content.Headers.ContentType.MediaType.ShouldBe(type);
                answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"vision-zero-{name}");
                return await answer.Content.ReadAsByteArrayAsync(Ct);
            }

            // "It is being made": the page that looks again by itself.
            answer.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"/en/materials/making/{name}");
            await Task.Delay(TimeSpan.FromSeconds(1), Ct);
        }
    }

    // The verdict stands before the explanation already.
    private static string Explanation(string why) => Bare(why.StartsWith("正确：", StringComparison.Ordinal) ? why["正确：".Length..] : why);

    private static string Bare(string text) => new StringBuilder().AppendJoin("", text.Where(c => !char.IsWhiteSpace(c) && c != '\u00ad')).ToString();
}

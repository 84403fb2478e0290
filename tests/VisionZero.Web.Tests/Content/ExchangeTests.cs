using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Content.Exchange;
using VisionZero.Web.Texts;
using static VisionZero.Web.Tests.Content.ExchangeFiles;

namespace VisionZero.Web.Tests.Content;

/// <summary>Questions go out and come back: what a format can carry is the same bytes again, the rest is reported.</summary>
public sealed class ExchangeTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("vz-exchange-").FullName;

    public static TheoryData<string, string, string> Banks =>
        [.. from format in ItemExchange.Formats from course in Library.All from locale in course.Locales select (format, course.Id, locale)];

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Banks))]
    public void Every_question_of_the_courses_comes_back_byte_for_byte(string format, string course, string locale)
    {
        var items = Items(course, locale);
        var written = ItemExchange.Write(format, items, locale);

        var read = ItemExchange.Read(format, "bank", written.Bytes);

        ItemKind[] carried = format == "qti" ? Enum.GetValues<ItemKind>() : [ItemKind.Single, ItemKind.Multiple, ItemKind.TrueFalse, ItemKind.Match, ItemKind.Number, ItemKind.Text];
        read.Items.Select(i => (i.Key.Id, i.Key.Kind, i.Use, i.Dimension, i.Outcome, i.Key.Difficulty)).ShouldBe(items.Where(i => carried.Contains(i.Key.Kind)).Select(i => (i.Key.Id, i.Key.Kind, i.Use, i.Dimension, i.Outcome, i.Key.Difficulty)));
        ItemExchange.Write(format, read.Items, locale).Bytes.ShouldBe(written.Bytes);
        items.Where(i => !carried.Contains(i.Key.Kind)).ShouldAllBe(i => written.Losses.Any(l => l.Item == i.Key.Id && l.What.Contains("left out", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_course_that_went_through_qti_has_the_outline_it_had()
    {
        var before = Library.Find("foundation", 1)!;
        var content = Courses.PublishingPlatform.Copy(Root);
        foreach (var rule in before.Rules)
        {
            var place = Path.Combine(content, $"courses/foundation/v1/rule-{rule.Rule}");
            foreach (var locale in before.Locales)
            {
                var items = ItemExchange.Of(Path.Combine(Root, "courses/foundation/v1"), before, locale, rule.Rule);
                var draft = Path.Combine(_folder, $"{rule.Rule}-{locale}");
                ItemExchange.WriteDraft(draft, Path.Combine(content, "courses"), ItemExchange.Read("qti", "bank", ItemExchange.Write("qti", items, locale).Bytes), locale);
                foreach (var file in System.IO.Directory.EnumerateFiles(draft).Where(f => !f.EndsWith(".txt", StringComparison.Ordinal)))
                {
                    File.Copy(file, Path.Combine(place, Path.GetFileName(file)), overwrite: true);
                }
            }
        }

        var after = CourseLibrary.Load(content, Scheme.Load(content).Policy, allowIncomplete: false).Find("foundation", 1)!;

        after.Rules.SelectMany(r => r.Bank).Select(i => OutlineFingerprint.Line(i.Key)).ShouldBe(before.Rules.SelectMany(r => r.Bank).Select(i => OutlineFingerprint.Line(i.Key)));
        OutlineFingerprint.Of(after.Outline).ShouldBe(OutlineFingerprint.Of(before.Outline));
        after.Rule(1).Check[0].In("zh").Stem.ShouldBe(before.Rule(1).Check[0].In("zh").Stem);
    }

    [Fact]
    public void Any_words_come_back_byte_for_byte()
    {
        var word = Gen.OneOf(
            Gen.Elements("~", "=", "#", "{", "}", ":", "\\", "\n", "\n\n", "->", "//", "$CATEGORY:", "[html]", "[plain]", "%50%", "####", "\\n", "<b>", "&amp;", "]]>", "\"", "'", "\t", " ", "\u2028", "::", "a", "名", "ع", "😀", "é", "\u0001"),
            Gen.Choose(33, 0x2FF).Select(c => ((char)c).ToString()));
        var text = word.NonEmptyListOf().Select(w => "x" + string.Concat(w)).Where(t => t.Length < 60);
        var item = from kind in Gen.Elements(ItemKind.Single, ItemKind.Multiple, ItemKind.Match, ItemKind.Number, ItemKind.Text, ItemKind.Order, ItemKind.Branch)
                   from words in text.ListOf(16)
                   from prefix in Gen.Elements("", "[html]", "%50%", "#", "=", "TRUE")
                   select Make(kind, [.. words.Select(w => prefix + w)]);

        Prop.ForAll(item.ListOf().Select(l => l.Select((i, n) => i with { Key = i.Key with { Id = $"x-{n}" } }).ToList()).ToArbitrary(), items =>
        {
            foreach (var format in ItemExchange.Formats.Where(_ => items.Count > 0))
            {
                var written = ItemExchange.Write(format, items, "en");
                if (format == "gift" && written.Bytes.Length == 0)
                {
                    continue;
                }

                var read = ItemExchange.Read(format, "bank", written.Bytes);
                read.Items.Select(i => i.Key.Kind).ShouldBe(items.Where(i => format == "qti" || i.Key.Kind is not (ItemKind.Order or ItemKind.Branch)).Select(i => i.Key.Kind));
                Encoding.UTF8.GetString(Unpacked(format, ItemExchange.Write(format, read.Items, "en").Bytes)).ShouldBe(Encoding.UTF8.GetString(Unpacked(format, written.Bytes)));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Fact]
    public void A_name_that_yaml_would_read_otherwise_is_quoted()
    {
        var item = Make(ItemKind.Branch, [.. Enumerable.Repeat("words", 16)]);
        item = item with { Key = item.Key with { Id = "-", Story = item.Key.Story! with { Start = "1.5" } }, Picture = null };

        ItemDraft.Keys([item]).ShouldContain("- id: \"-\"\n");
        ItemDraft.Keys([item]).ShouldContain("start: \"1.5\"\n");
    }

    [Fact]
    public void What_moodle_writes_is_read()
    {
        const string Gift = """
            // question: 1  name: Ladder
            ::Ladder::[html]Who checks a ladder\: first? {
              =The user#Right, <b>every</b> time.
              ~The supplier#Only at delivery.
              ~%-50%Nobody
              ~The insurer
            }

            How many rules are there? {#7:0}

            A ratio {#0.5..1.5}

            Zero accidents are the only aim. {FALSE#No.#Right.}

            Name it. {=near miss =close call####It nearly hit.}

            Two are right. {~%50%a ~%50%b ~%-100%c ~%-100%d}

            Match. {=one -> first =two -> second =three -> first = -> third}

            Tell what you think. {}

            The {=sun ~moon ~earth ~sea} shines.

            """;

        var reading = GiftReader.Read("moodle.gift", Encoding.UTF8.GetBytes(Gift));

        reading.Items.Select(i => i.Key.Kind).ShouldBe([ItemKind.Single, ItemKind.Number, ItemKind.Number, ItemKind.TrueFalse, ItemKind.Text, ItemKind.Multiple, ItemKind.Match, ItemKind.Single]);
        reading.Items[0].Text.Stem.ShouldBe("Who checks a ladder: first?");
        reading.Items[0].Text.Options["a"].ShouldBe(new OptionText("The user", "Right, <b>every</b> time."));
        reading.Items[2].Key.Number.ShouldBe(new NumberKey(1.0m, 0.5m));
        reading.Items[3].Key.Correct.ShouldBe(["false"]);
        reading.Items[4].Text.Accepted.ShouldBe(["near miss", "close call"]);
        reading.Items[5].Key.Correct.ShouldBe(["a", "b"]);
        reading.Items[6].Key.Correct.ShouldBe(["a-1", "b-2", "c-1"]);
        reading.Items[6].Text.Targets["3"].ShouldBe("third");
        reading.Items[7].Text.Stem.ShouldBe("The _____ shines.");
        reading.Losses.ShouldContain(l => l.What.Contains("essay", StringComparison.Ordinal));
        reading.Losses.ShouldContain(l => l.What.Contains("format 'html'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_draft_is_written_whole_into_a_new_folder_outside_the_courses()
    {
        var reading = GiftReader.Read("x", "One? {T}"u8.ToArray());
        ItemExchange.WriteDraft(Path.Combine(_folder, "new"), Path.Combine(Root, "courses"), reading, "en");
        System.IO.Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).ShouldBe(["new"]);
        System.IO.Directory.EnumerateFiles(Path.Combine(_folder, "new")).Select(Path.GetFileName).ShouldBe(["import-report.txt", "items.en.yaml", "items.yaml"], ignoreOrder: true);

        Should.Throw<ContentException>(() => ItemExchange.WriteDraft(Path.Combine(_folder, "new"), Path.Combine(Root, "courses"), reading, "en")).Problems[0].ShouldContain("there is something already");
        Should.Throw<ContentException>(() => ItemExchange.WriteDraft(Path.Combine(Root, "courses/foundation/v1/rule-9"), Path.Combine(Root, "courses"), reading, "en")).Problems[0].ShouldContain("not written among the courses");
        System.IO.Directory.Exists(Path.Combine(Root, "courses/foundation/v1/rule-9")).ShouldBeFalse();
    }

    private static ExchangeItem Make(ItemKind kind, string[] words)
    {
        var letters = new[] { "a", "b", "c", "d" };
        var options = letters.Select((l, i) => (l, new OptionText(words[i], words[i + 4]))).ToDictionary(o => o.l, o => o.Item2);
        var text = new ItemText(words[8], words[9].ReplaceLineEndings(" "), kind is ItemKind.Number or ItemKind.Text or ItemKind.Branch ? new Dictionary<string, OptionText>() : options);
        var (key, full) = kind switch
        {
            ItemKind.Single => (new ItemKey("x", kind, letters, ["b"], 1), text),
            ItemKind.Multiple => (new ItemKey("x", kind, letters, ["a", "b", "d"], 2), text),
            ItemKind.Order => (new ItemKey("x", kind, letters, ["c-1", "a-2", "d-3", "b-4"], 3) { Targets = 4 }, text),
            ItemKind.Match => (new ItemKey("x", kind, letters, ["a-2", "b-1", "c-2", "d-1"], 1) { Targets = 3 }, text with { Targets = new Dictionary<string, string> { ["1"] = "1" + words[10], ["2"] = "2" + words[11], ["3"] = "3" + words[12] } }),
            ItemKind.Number => (new ItemKey("x", kind, [], [], 1) { Number = new NumberKey(-12.50m, 0.1m) }, text with { Unit = words[10], Why = words[11] }),
            ItemKind.Text => (new ItemKey("x", kind, [], ["accepted"], 1), text with { Accepted = ["1" + words[10], "2" + words[11]], Why = words[12] }),
            _ => (
                new ItemKey("x", kind, [], [], 1) { Story = new StoryKey("n1", new Dictionary<string, IReadOnlyDictionary<string, string>> { ["n1"] = new Dictionary<string, string> { ["a"] = "good", ["b"] = "bad" } }, new Dictionary<string, bool> { ["good"] = true, ["bad"] = false }) },
                text with { Nodes = new Dictionary<string, StoryText> { ["n1"] = new(words[10], new Dictionary<string, OptionText> { ["a"] = options["a"], ["b"] = options["b"] }) }, Ends = new Dictionary<string, string> { ["good"] = words[11], ["bad"] = words[12] } }),
        };
        return new ExchangeItem("course/rule-1", "check", key, "safety", "apply", full, null);
    }

    // What a failure shows should be words, not compressed bytes.
    private static byte[] Unpacked(string format, byte[] bytes)
    {
        if (format == "gift")
        {
            return bytes;
        }

        using var all = new MemoryStream();
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            stream.CopyTo(all);
        }

        return all.ToArray();
    }
}

using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Content.Exchange;
using VisionZero.Web.Texts;
using YamlDotNet.RepresentationModel;

namespace VisionZero.Web.Tests.Content;

/// <summary>Questions go out and come back: what a format can carry is the same bytes again, the rest is reported.</summary>
public sealed class ExchangeTests : IDisposable
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "content");
    private static readonly CourseLibrary Library = CourseLibrary.Load(Root, Scheme.Load(Root).Policy, allowIncomplete: false);

    private static readonly Lazy<IReadOnlyList<(string, byte[])>> Pictures = new(() =>
        [.. Library.All.SelectMany(c => Items(c.Id, "en")).Where(i => i.Picture is not null).Select(i => ($"images/{i.Key.Id}.svg", Encoding.UTF8.GetBytes(i.Picture!.Svg)))]);

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
    public void Nothing_that_is_typed_breaks_the_readers()
    {
        var (read, refused) = (0, 0);
        var piece = Gen.Elements("{", "}", "=", "~", "%50%", "%-100%", "%33.33333%", "#", "####", "12:1", "1..3", "->", "::", "name", "\\", "\n", "\n\n", "// [tag:use-check]\n", "$CATEGORY: x\n", "TRUE", "F", "[html]", "word", "\t", "T#a#b", "=a ~b", "{=a ~b}", "q {T}\n\n");

        Prop.ForAll(piece.ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            try
            {
                var items = GiftReader.Read("bank.gift", Encoding.UTF8.GetBytes(text)).Items;
                read += items.Count;
                ItemDraft.Keys(items).ShouldNotBeNull();
                ItemDraft.Texts(items).ShouldNotBeNull();
            }
            catch (ContentException e)
            {
                refused++;
                e.Problems.ShouldAllBe(p => System.Text.RegularExpressions.Regex.IsMatch(p, @"^bank\.gift:\d+: .+"));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

        read.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Nothing_that_is_changed_in_an_item_breaks_the_reader()
    {
        var (read, refused) = (0, 0);
        XDocument[] written = [.. Items("foundation", "en").Concat(Items("professional", "en")).GroupBy(i => i.Key.Kind).SelectMany(g => g.Take(2)).Select(ItemXml)];
        var value = Gen.Elements("", " ", "a", "b", "spot", ": {", "- x", "~", "#", "..", "a b", "99999999999999999999999999999999", "-1", "null", "../x.svg");
        var change = from kind in Gen.Choose(0, 4) from place in Gen.Choose(0, 10_000) from words in value select (kind, place, words);
        var changes = from item in Gen.Elements(written) from list in change.NonEmptyListOf() select (item, list: list.Take(3).ToList());

        Prop.ForAll(changes.ToArbitrary(), c =>
        {
            var item = new XDocument(c.item);
            c.list.ForEach(x => Change(item, x.kind, x.place, x.words));
            try
            {
                var items = QtiPackage.Read("p.zip", Package(item.ToString())).Items;
                read += items.Count;
                foreach (var draft in new[] { ItemDraft.Keys(items), ItemDraft.Texts(items) }.Where(d => d.Length > 0))
                {
                    new YamlStream().Load(new StringReader(draft));
                }

                items.Select(i => i.Picture?.Name ?? "x.svg").ShouldAllBe(n => n == Path.GetFileName(n) && n.EndsWith(".svg", StringComparison.Ordinal));
            }
            catch (ContentException e)
            {
                refused++;
                e.Problems.ShouldAllBe(p => System.Text.RegularExpressions.Regex.IsMatch(p, @"^p\.zip/items/i\.xml:\d+: .+"));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

        read.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(ItemKind.Scene, "identifier=\"b\" shape", "identifier=\"a\" shape", "the place 'a' stands twice")]
    [InlineData(ItemKind.Scene, "data-vz-spot=\"b\"", "data-vz-spot=\"a\"", "the place 'a' stands twice")]
    [InlineData(ItemKind.Branch, "<p class=\"stem\">", "<div class=\"stem\">", "the story has no question")]
    [InlineData(ItemKind.Branch, "data-vz-start=\"", "data-vz-start=\"x", "which is none of its nodes or ends")]
    [InlineData(ItemKind.Branch, "data-vz-node=\"", "data-vz-node=\": { ", "has a name that is not of letters and digits")]
    public void A_broken_item_is_refused_with_its_line(ItemKind kind, string from, string to, string sentence)
    {
        var xml = ItemXml(Items("foundation", "en").First(i => i.Key.Kind == kind)).ToString();
        xml.ShouldContain(from);
        var at = xml.IndexOf(from, StringComparison.Ordinal);
        xml = xml[..at] + to + xml[(at + from.Length)..];
        if (from.StartsWith("<p", StringComparison.Ordinal))
        {
            xml = xml.Replace("<p>", "<div>", StringComparison.Ordinal).Replace("<p ", "<div ", StringComparison.Ordinal).Replace("</p>", "</div>", StringComparison.Ordinal);
        }

        var problem = Refusal(Package(xml));

        problem.ShouldContain(sentence);
        int.Parse(problem.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(1);
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

    [Theory]
    [InlineData("One? {=a ~b", "bank:1: the '{' of this question is not closed")]
    [InlineData("\nOne? {=a ~b\n\n}", "bank:2: the '{' of this question is not closed")]
    [InlineData("One? =a}", "bank:1: a '}' closes what no '{' opened")]
    [InlineData("One? {~%50%a ~%40%b ~c}", "the weights of the right answers come to 90 %")]
    [InlineData("One? {~a ~b}", "no answer is right")]
    [InlineData("One? {a ~b}", "begins with neither '=' (right) nor '~' (wrong)")]
    [InlineData("One? {#twelve}", "'twelve' is no number")]
    [InlineData("{=a ~b}", "the question has no words before its '{'")]
    [InlineData("Two? {=a} {~b}", "there is a second '{'")]
    [InlineData("One? {~%99999999999999999999999999999999%a ~%1%b}", "is no weight; a weight is a number from -100 to 100")]
    [InlineData("", "bank:1: there is no question in this file.")]
    public void A_broken_question_is_refused_with_its_line(string gift, string sentence) =>
        Should.Throw<ContentException>(() => GiftReader.Read("bank", Encoding.UTF8.GetBytes(gift))).Problems[0].ShouldContain(sentence);

    [Fact]
    public void Files_that_are_too_large_or_no_text_are_refused()
    {
        Should.Throw<ContentException>(() => GiftReader.Read("big.gift", new byte[50 * 1024 * 1024])).Problems[0].ShouldBe("big.gift:1: the file has 50 MB; split it into files of 8 MB or less.");
        Should.Throw<ContentException>(() => GiftReader.Read("x.gift", [0xff, 0xfe, 0x00])).Problems[0].ShouldContain("no UTF-8 text");
        Should.Throw<ContentException>(() => QtiPackage.Read("big.zip", new byte[50 * 1024 * 1024])).Problems[0].ShouldContain("big.zip:1: the file has 50 MB");
        Should.Throw<ContentException>(() => QtiPackage.Read("x.zip", "no zip"u8.ToArray())).Problems[0].ShouldContain("x.zip:1: this is no zip file");
    }

    [Theory]
    [InlineData("../out.xml", "leads out of the package")]
    [InlineData("/etc/out.xml", "leads out of the package")]
    [InlineData("a/../../out.xml", "leads out of the package")]
    [InlineData("c:\\out.xml", "leads out of the package")]
    public void A_name_that_leads_out_of_the_package_is_refused(string name, string sentence) =>
        Refusal(Zip((name, "<x/>"u8.ToArray()))).ShouldContain(sentence);

    [Fact]
    public void A_package_that_unpacks_without_end_is_refused() =>
        Refusal(Zip(("imsmanifest.xml", new byte[30 * 1024 * 1024]))).ShouldContain("unpacks to more than 2 MB");

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>")]
    [InlineData("<x>")]
    public void A_document_type_and_half_a_document_are_refused_with_their_line(string xml) =>
        Refusal(Zip(("imsmanifest.xml", Encoding.UTF8.GetBytes(xml)))).ShouldStartWith("p.zip/imsmanifest.xml:1: this XML cannot be read");

    [Fact]
    public void A_manifest_that_names_what_is_not_there_is_refused()
    {
        Refusal(Zip(("x/imsmanifest.xml", "<x/>"u8.ToArray()))).ShouldContain("there is no imsmanifest.xml at the top");
        Refusal(Zip(("imsmanifest.xml", "<m><resource type=\"imsqti_item_xmlv3p0\" href=\"gone.xml\"/></m>"u8.ToArray()))).ShouldContain("'gone.xml' is named here");
        Refusal(Zip(("imsmanifest.xml", "<m><resource type=\"imsqti_item_xmlv3p0\" href=\"i.xml\"/></m>"u8.ToArray()), ("i.xml", "<assessmentItem/>"u8.ToArray()))).ShouldContain("this is QTI 2");
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

    private static IReadOnlyList<ExchangeItem> Items(string course, string locale) =>
        ItemExchange.Of(Path.Combine(Root, $"courses/{course}/v1"), Library.Find(course, 1)!, locale, null);

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

    private static XDocument ItemXml(ExchangeItem item)
    {
        using var zip = new ZipArchive(new MemoryStream(QtiPackage.Write([item], "en").Bytes));
        using var stream = zip.Entries.Single(e => e.FullName.StartsWith("items/", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream);
    }

    private static byte[] Package(string item) => Zip(
    [
        ("imsmanifest.xml", "<m><resource type=\"imsqti_item_xmlv3p0\" href=\"items/i.xml\"/></m>"u8.ToArray()),
        ("items/i.xml", Encoding.UTF8.GetBytes(item)),
        .. Pictures.Value,
    ]);

    // Takes away, doubles, renames or refills something of an item.
    private static void Change(XDocument item, int kind, int place, string words)
    {
        var elements = item.Root!.Descendants().ToList();
        var attributes = item.Descendants().Attributes().Where(a => !a.IsNamespaceDeclaration).ToList();
        switch (kind)
        {
            case 0 when elements.Count > 0:
                elements[place % elements.Count].Remove();
                break;
            case 1 when elements.Count > 0:
                elements[place % elements.Count].AddAfterSelf(new XElement(elements[place % elements.Count]));
                break;
            case 2 when attributes.Count > 0:
                attributes[place % attributes.Count].Remove();
                break;
            case 3 when elements.Count > 0:
                elements[place % elements.Count].Value = words;
                break;
            default:
                attributes.ElementAtOrDefault(place % Math.Max(1, attributes.Count))?.Value = words;
                break;
        }
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

    private static string Refusal(byte[] zip) => Should.Throw<ContentException>(() => QtiPackage.Read("p.zip", zip)).Problems.ShouldHaveSingleItem();

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}

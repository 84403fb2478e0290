using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content.Exchange;
using VisionZero.Web.Texts;
using YamlDotNet.RepresentationModel;
using static VisionZero.Web.Tests.Content.ExchangeFiles;

namespace VisionZero.Web.Tests.Content;

/// <summary>What somebody else's file can be: every fault is told with its line, and nothing breaks a reader.</summary>
public sealed class BrokenExchangeTests
{
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

    [Theory]
    [InlineData("One? {=a ~%50%b ~c ~d}", true)]
    [InlineData("One? {~%70%a ~%30%b ~%-100%c ~%-100%d}", true)]
    [InlineData("One? {~%50%a ~%50%b ~c ~%-50%d}", true)]
    [InlineData("One? {~%50%a ~%50%b ~%-100%c ~d}", false)]
    [InlineData("One? {=a ~b ~%0%c ~d}", false)]
    public void What_counted_in_part_is_named(string gift, bool named) =>
        GiftReader.Read("bank", Encoding.UTF8.GetBytes(gift)).Losses.Any(l => l.What.Contains("count in part", StringComparison.Ordinal)).ShouldBe(named);

    [Theory]
    [InlineData("relative", "10", 10, false)]
    [InlineData("relative", "10 20", 10, true)]
    [InlineData("exact", "10", 0, false)]
    public void A_tolerance_in_percent_is_reckoned_and_one_that_differs_on_both_sides_is_named(string mode, string tolerance, int percent, bool named)
    {
        var number = Items("foundation", "en").First(i => i.Key.Kind == ItemKind.Number);
        var xml = ItemXml(number);
        var equal = xml.Descendants().Single(e => e.Name.LocalName == "qti-equal");
        equal.SetAttributeValue("tolerance-mode", mode);
        equal.SetAttributeValue("tolerance", tolerance);

        var reading = QtiPackage.Read("p.zip", Package(xml.ToString()));

        reading.Items.ShouldHaveSingleItem().Key.Number!.Tolerance.ShouldBe(Math.Abs(number.Key.Number!.Value) * percent / 100);
        reading.Losses.Any(l => l.What.Contains("below and", StringComparison.Ordinal)).ShouldBe(named);
    }

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

    private static string Refusal(byte[] zip) => Should.Throw<ContentException>(() => QtiPackage.Read("p.zip", zip)).Problems.ShouldHaveSingleItem();
}

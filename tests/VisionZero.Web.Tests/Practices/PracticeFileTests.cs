using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using VisionZero.Web.Features.Practices;

namespace VisionZero.Web.Tests.Practices;

/// <summary>What may be handed in as a session plan or a recording, by what is in it and not by its name.</summary>
public sealed class PracticeFileTests
{
    [Fact]
    public void Files_are_recognised_by_what_is_in_them()
    {
        PracticeFileTypes.Plan(PracticePlatform.Pdf).ShouldBe("application/pdf");
        PracticeFileTypes.Plan(PracticePlatform.Word()).ShouldBe(PracticeFileTypes.Word);
        PracticeFileTypes.Plan(PracticePlatform.Container(("mimetype", PracticeFileTypes.OpenDocument), ("content.xml", "<x/>"))).ShouldBe(PracticeFileTypes.OpenDocument);
        PracticeFileTypes.Plan(PracticePlatform.Container(
            ("mimetype", PracticeFileTypes.OpenDocument),
            ("content.xml", "<x xmlns:l='http://www.w3.org/1999/xlink'><a l:href='https://example.org/'/><image l:href='Pictures/1.png'/></x>"),
            ("meta.xml", "<x xmlns:l='http://www.w3.org/1999/xlink'><template l:href='file:///C:/mine.ott'/></x>"))).ShouldBe(PracticeFileTypes.OpenDocument);
        PracticeFileTypes.Plan("MZ a program"u8.ToArray()).ShouldBeNull();
        PracticeFileTypes.Plan([.. "PK\u0003\u0004"u8, .. new byte[100]]).ShouldBeNull();
        byte[] mp4 = [0, 0, 0, 12, .. "ftypisom"u8, 0, 0, 0, 8, .. "moov"u8, 0, 0, 0, 9, .. "mdat"u8, 1];
        PracticeFileTypes.Recording(mp4).ShouldBe("video/mp4");
        PracticeFileTypes.Recording(mp4.AsSpan(0, 20)).ShouldBe("video/mp4");
        PracticeFileTypes.Recording(mp4.AsSpan(0, 12)).ShouldBeNull("without a movie it is none");
        PracticeFileTypes.Recording("MZ a program"u8).ShouldBeNull();
    }

    [Fact]
    public void A_container_in_which_something_runs_is_no_session_plan()
    {
        const string Office = "application/vnd.ms-office.";
        string Type(string part, string type) => $"<Override PartName=\"/{part}\" ContentType=\"{type}\"/>";
        (string Why, byte[] Bytes)[] refused =
        [
            ("macros under their usual name", PracticePlatform.Word("", ("word/vbaProject.bin", "x"))),
            ("macros under another name", PracticePlatform.Word(Type("word/data.bin", Office + "vbaProject"), ("word/data.bin", "x"))),
            ("macros by the ending", PracticePlatform.Word($"<Default Extension=\"bin\" ContentType=\"{Office}VBAPROJECT\"/>", ("word/data.bin", "x"))),
            ("an embedded object", PracticePlatform.Word("<Default Extension=\"bin\" ContentType=\"application/vnd.openxmlformats-officedocument.oleObject\"/>", ("word/embeddings/o.bin", "x"))),
            ("a control", PracticePlatform.Word(Type("word/activeX1.xml", Office + "activeX+xml"), ("word/activeX1.xml", "<x/>"))),
            ("a document for macros", PracticePlatform.Container(("[Content_Types].xml", PracticePlatform.WordTypes(main: "application/vnd.ms-word.document.macroEnabled.main+xml")), ("word/document.xml", "<x/>"))),
            ("another kind of document", PracticePlatform.Container(("[Content_Types].xml", PracticePlatform.WordTypes(main: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")), ("word/document.xml", "<x/>"))),
            ("names only", PracticePlatform.Container(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>"))),
            ("no main part", PracticePlatform.Container(("[Content_Types].xml", PracticePlatform.WordTypes()), ("word/other.xml", "<x/>"))),
            ("a document type declaration", PracticePlatform.Container(("[Content_Types].xml", "<!DOCTYPE Types [<!ENTITY a \"b\">]>" + PracticePlatform.WordTypes()), ("word/document.xml", "<x/>"))),
            ("two parts of one name", PracticePlatform.Word("", ("WORD/document.xml", "<x/>"))),
            ("a program by its ending", PracticePlatform.Word("", ("payload.exe", "x"))),
            ("a program for Windows", PracticePlatform.Word("", ("word/media/image1.png", "MZ\u0090\0"))),
            ("a program for Linux", PracticePlatform.Word("", ("word/media/image1.png", "\u007FELF"))),
            ("a program for macOS", PracticePlatform.Word("", ("word/media/image1.png", "\u00CF\u00FA\u00ED\u00FE"))),
            ("a JAR", PracticePlatform.Word("", ("META-INF/MANIFEST.MF", "Main-Class: A"), ("A", "\u00CA\u00FE\u00BA\u00BE"))),
            ("an OpenDocument text with a picture from elsewhere", Odt("<x xmlns:l='http://www.w3.org/1999/xlink'><image l:href='https://example.org/a.png'/></x>")),
            ("an OpenDocument text with a section from another machine", Odt("<x xmlns:l='http://www.w3.org/1999/xlink'><section l:href='\\\\host\\share\\a.odt'/></x>")),
            ("an OpenDocument text with a template from elsewhere", PracticePlatform.Container(("mimetype", PracticeFileTypes.OpenDocument), ("content.xml", "<x/>"), ("meta.xml", "<x xmlns:l='http://www.w3.org/1999/xlink'><template l:href='http://example.org/a.ott'/></x>"))),
            ("an OpenDocument text with a template from another machine", Odt("<x xmlns:l='http://www.w3.org/1999/xlink'><template l:href='FILE:////host/share/a.ott'/></x>")),
            ("an OpenDocument text that declares a type", Odt("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")),
            ("an OpenDocument text with macros in an object", PracticePlatform.Container(("mimetype", PracticeFileTypes.OpenDocument), ("content.xml", "<x/>"), ("Object 1/Basic/a.xml", "<x/>"))),
            ("an OpenDocument text with macros", PracticePlatform.Container(("mimetype", PracticeFileTypes.OpenDocument), ("content.xml", "<x/>"), ("Basic/a.xml", "<x/>"))),
        ];

        refused.Where(f => PracticeFileTypes.Plan(f.Bytes) is not null).Select(f => f.Why).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_fetched_from_elsewhere_or_lies_in_a_compound_file_is_refused_and_links_are_not()
    {
        const string Types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        string Rels(string type, string mode = "External") => $"<Relationships><Relationship Id=\"r1\" Type=\"{Types}{type}\" Target=\"https://elsewhere.example/a\" TargetMode=\"{mode}\"/></Relationships>";
        const string Compound = "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1";
        (string Why, byte[] Bytes)[] refused =
        [
            ("a template", PracticePlatform.Word("", ("word/_rels/settings.xml.rels", Rels("attachedTemplate")))),
            ("a template, in other letters", PracticePlatform.Word("", ("word/_rels/settings.xml.RELS", Rels("attachedTemplate", " external ")))),
            ("an object", PracticePlatform.Word("", ("word/_rels/document.xml.rels", Rels("oleObject")))),
            ("a picture", PracticePlatform.Word("", ("word/_rels/document.xml.rels", Rels("image")))),
            ("what only ends like a link", PracticePlatform.Word("", ("word/_rels/document.xml.rels", Rels("frame/hyperlink")))),
            ("a list that is none", PracticePlatform.Word("", ("word/_rels/document.xml.rels", "<Relationships>"))),
            ("lists beyond measure", PracticePlatform.Word("", ("word/_rels/document.xml.rels", $"<Relationships>{new string(' ', 2_000_000)}</Relationships>"))),
            ("a compound file", PracticePlatform.Word("<Default Extension=\"bin\" ContentType=\"application/octet-stream\"/>", ("word/embeddings/o.bin", Compound))),
            ("a compound file in OpenDocument", PracticePlatform.Container(("mimetype", PracticeFileTypes.OpenDocument), ("content.xml", "<x/>"), ("Object 1", Compound))),
        ];

        refused.Where(f => PracticeFileTypes.Plan(f.Bytes) is not null).Select(f => f.Why).ShouldBeEmpty();
        PracticeFileTypes.Plan(PracticePlatform.Word("", ("word/_rels/document.xml.rels", Rels("hyperlink")))).ShouldBe(PracticeFileTypes.Word);
        PracticeFileTypes.Plan(PracticePlatform.Word("", ("word/_rels/document.xml.rels", Rels("image", "Internal")))).ShouldBe(PracticeFileTypes.Word);
    }

    [Theory]
    [InlineData("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")]
    [InlineData("/OpenAction << /S /J#61vaScript /#4AS 5 0 R >>")]
    [InlineData("/A << /S /Rendition /JS(x) >>")]
    [InlineData("/A << /JS\n<6170702E> >>")]
    [InlineData("/A << /S /Launch /F (a.exe) >>")]
    [InlineData("/Names << /EmbeddedFiles 7 0 R >>")]
    [InlineData("/Type/EmbeddedFile")]
    [InlineData("/AcroForm << /XFA 7 0 R >>")]
    public void A_PDF_that_runs_or_carries_something_is_no_session_plan_wherever_it_says_so(string says)
    {
        PracticeFileTypes.Plan(PdfWith(says)).ShouldBeNull();
        PracticeFileTypes.Plan(PdfWith(Packed($"12 0 <</Type/Action {says}>>"))).ShouldBeNull("writers pack objects");
    }

    [Fact]
    public void A_PDF_without_is_accepted_and_one_that_nobody_can_look_into_is_not()
    {
        PracticeFileTypes.Plan(PdfWith("/OpenAction [3 0 R /Fit] /URI (https://example.org/JS) /JSX 1 /Title (Rule 1 /JS)")).ShouldBe("application/pdf");
        PracticeFileTypes.Plan(PdfWith(Packed("12 0 <</Type/Catalog/Pages 3 0 R>>") + Packed("13 0 14 20 <<>> <<>>"))).ShouldBe("application/pdf");
        PracticeFileTypes.Plan(PdfWith("9 0 obj\n<</Type/ObjStm/N 1/First 5>>\nstream\n12 0 <</Type/Catalog>>\nendstream\nendobj")).ShouldBe("application/pdf", "it is not packed");
        PracticeFileTypes.Plan(PdfWith("9 0 obj\n<</Type/ObjStm/N 1/First 5/Filter/LZWDecode>>\nstream\n\u0080\u000B\u0060\nendstream\nendobj")).ShouldBeNull();
        PracticeFileTypes.Plan(PdfWith(Packed("12 0 <</Type/Catalog>>").Replace("\u0078\u009C", "\u0078\u0000", StringComparison.Ordinal))).ShouldBeNull("it is encrypted, or broken");
        PracticeFileTypes.Plan(PdfWith(Packed("12 0 " + new string(' ', 70_000_000)))).ShouldBeNull("it unpacks without end");
    }

    private static byte[] PdfWith(string says) => Encoding.Latin1.GetBytes($"%PDF-1.7\n1 0 obj\n<</Type/Catalog {says}>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

    private static string Packed(string objects)
    {
        using var bytes = new MemoryStream();
        using (var packed = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            packed.Write(Encoding.Latin1.GetBytes(objects));
        }

        return $"\n9 0 obj\n<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length {bytes.Length}>>\nstream\r\n{Encoding.Latin1.GetString(bytes.ToArray())}\nendstream\nendobj\n";
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60_000)]
    public void A_container_of_very_many_parts_is_refused_before_its_list_is_read(int saysItHas)
    {
        // A local head, sixty thousand entries without a name, and an end that may say that there are five.
        byte[] entry = [.. "PK\u0001\u0002"u8, .. new byte[42]];
        byte[] bytes = [.. "PK\u0003\u0004"u8, .. new byte[26], .. Enumerable.Repeat(entry, 60_000).SelectMany(e => e), .. "PK\u0005\u0006"u8, .. new byte[18]];
        var end = bytes.AsSpan(bytes.Length - 22);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)saysItHas);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)saysItHas);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], 60_000 * 46);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], 30);
        PracticeFileTypes.Plan(PracticePlatform.Word()).ShouldNotBeNull();

        var before = GC.GetAllocatedBytesForCurrentThread();
        PracticeFileTypes.Plan(bytes).ShouldBeNull();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    private static byte[] Odt(string content) => PracticePlatform.Container(("mimetype", PracticeFileTypes.OpenDocument), ("content.xml", content));
}

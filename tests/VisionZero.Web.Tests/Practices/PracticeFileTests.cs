using System.Buffers.Binary;
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
            ("an OpenDocument text with macros", PracticePlatform.Container(("mimetype", PracticeFileTypes.OpenDocument), ("content.xml", "<x/>"), ("Basic/a.xml", "<x/>"))),
        ];

        refused.Where(f => PracticeFileTypes.Plan(f.Bytes) is not null).Select(f => f.Why).ShouldBeEmpty();
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
}

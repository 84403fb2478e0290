using VisionZero.Web.Features.Trainers;

namespace VisionZero.Web.Features.Practices;

/// <summary>
/// Recognises what a candidate hands in by what is in the file, whatever it is called: session plans as PDF, Word or
/// OpenDocument text without what is known to run (see <see cref="OfficeContainer"/> and <see cref="PdfContent"/> for how far
/// that is looked into), recordings as MP4 or WebM.
/// </summary>
public static class PracticeFileTypes
{
    /// <summary>Media type of a Word document.</summary>
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Media type of an OpenDocument text.</summary>
    public const string OpenDocument = "application/vnd.oasis.opendocument.text";

    /// <summary>The media type of a session plan, or null if it is none that is accepted.</summary>
    public static string? Plan(byte[] bytes) => FileTypes.Recognise(bytes) is "application/pdf"
        ? PdfContent.Runs(bytes) ? null : "application/pdf"
        : OfficeContainer.Recognise(bytes);

    /// <summary>The media type of a recording, or null if it is none that is accepted.</summary>
    public static string? Recording(ReadOnlySpan<byte> bytes) => IsMp4(bytes) ? "video/mp4" : IsWebM(bytes) ? "video/webm" : null;

    /// <summary>The usual ending of a file of this type.</summary>
    public static string Extension(string mediaType) => mediaType switch
    {
        "application/pdf" => "pdf",
        Word => "docx",
        OpenDocument => "odt",
        "video/mp4" => "mp4",
        _ => "webm",
    };

    // ISO base media: a box 'ftyp' first, and boxes that follow each other to the end, 'moov' among them.
    private static bool IsMp4(ReadOnlySpan<byte> bytes)
    {
        var (at, movie) = (0L, false);
        for (var first = true; at + 8 <= bytes.Length; first = false)
        {
            var box = bytes[(int)at..];
            long length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(box);
            var type = box.Slice(4, 4);
            if (first != type.SequenceEqual("ftyp"u8))
            {
                return false;
            }

            movie |= type.SequenceEqual("moov"u8);
            length = length switch
            {
                0 => box.Length,
                1 when box.Length >= 16 => (long)Math.Min(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(box[8..]), int.MaxValue),
                _ => length,
            };
            if (length < 8)
            {
                return false;
            }

            at += length;
        }

        return movie && at >= bytes.Length;
    }

    // An EBML head that names the document type, then a segment.
    private static bool IsWebM(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])
        && bytes[..Math.Min(bytes.Length, 128)].IndexOf("webm"u8) > 0
        && bytes[..Math.Min(bytes.Length, 256)].IndexOf((ReadOnlySpan<byte>)[0x18, 0x53, 0x80, 0x67]) > 0;
}

using System.Buffers.Binary;

namespace VisionZero.Web.Features.Trainers;

/// <summary>
/// Recognises the accepted file types by what is in the file, whatever it is called: the first bytes and the structure
/// behind them, up to the end the format prescribes.
/// </summary>
public static class FileTypes
{
    /// <summary>The media type, or null if it is none of PDF, JPEG, PNG.</summary>
    public static string? Recognise(ReadOnlySpan<byte> bytes) =>
        IsPdf(bytes) ? "application/pdf" : IsJpeg(bytes) ? "image/jpeg" : IsPng(bytes) ? "image/png" : null;

    private static bool IsPdf(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("%PDF-1."u8) && !bytes.StartsWith("%PDF-2."u8))
        {
            return false;
        }

        var tail = bytes[^Math.Min(bytes.Length, 2048)..];
        return bytes.IndexOf(" obj"u8) > 0 && bytes.IndexOf("endobj"u8) > 0 && tail.LastIndexOf("%%EOF"u8) >= 0;
    }

    // Segments from the start marker to the scan, with a frame in between; then an end marker.
    private static bool IsJpeg(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return false;
        }

        var frame = false;
        var at = 2;
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == 0xDA)
            {
                return frame && bytes[at..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) > 0;
            }

            frame |= marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2)
            {
                return false;
            }

            at += 2 + length;
        }

        return false;
    }

    // Chunks from IHDR to IEND, with image data in between.
    private static bool IsPng(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return false;
        }

        var data = false;
        long at = 8;
        for (var first = true; at + 12 <= bytes.Length; first = false)
        {
            var chunk = bytes[(int)at..];
            var length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            var type = chunk.Slice(4, 4);
            if (first != type.SequenceEqual("IHDR"u8) || (first && length != 13))
            {
                return false;
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return data && length == 0;
            }

            data |= type.SequenceEqual("IDAT"u8);
            at += 12L + length;
        }

        return false;
    }
}

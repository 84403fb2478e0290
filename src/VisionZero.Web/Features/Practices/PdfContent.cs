using System.IO.Compression;

namespace VisionZero.Web.Features.Practices;

/// <summary>
/// Looks whether a PDF has scripts, starts programs, or carries other files. The names that say so (ISO 32000-2, 7.3.5) are
/// looked for wherever they may stand, also written with escapes, and in object streams, where most writers put them
/// compressed. Other streams are not looked into: what they hold is drawn, and runs only if a name outside says so.
/// </summary>
internal static class PdfContent
{
    // No session plan has so many streams, or so much in its object streams.
    private const int MostStreams = 20_000;
    private const int MostUnpacked = 64 * 1024 * 1024;

    private const int LongestName = 32;

    private static readonly HashSet<string> Running = new(StringComparer.Ordinal)
    {
        "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "FileAttachment", "RichMedia", "Rendition", "XFA",
    };

    /// <summary>Whether something in it runs or is attached, or is packed so that nobody can tell.</summary>
    public static bool Runs(byte[] bytes)
    {
        if (SaysSo(bytes, out var objectStreams))
        {
            return true;
        }

        var (streams, looked, left) = (0, 0, MostUnpacked);
        for (var (at, found) = (0, 0); objectStreams > 0 && (found = bytes.AsSpan(at).IndexOf("stream"u8)) >= 0;)
        {
            at += found + "stream"u8.Length;
            if (BodyAt(bytes, at) is not { } body)
            {
                continue;
            }

            // What is not packed is read with the rest of the file.
            if (BeginsAsObjects(bytes.AsSpan(body)))
            {
                looked++;
            }
            else if (IsPacked(bytes.AsSpan(body)))
            {
                if (++streams > MostStreams || left <= 0)
                {
                    return true;
                }

                var objects = UnpackObjects(bytes, body, ref left);
                looked += objects is null ? 0 : 1;
                if (objects is not null && SaysSo(objects, out _))
                {
                    return true;
                }
            }
        }

        // The rest is packed in another way than writers do, or encrypted.
        return looked < objectStreams;
    }

    private static bool SaysSo(ReadOnlySpan<byte> bytes, out int objectStreams)
    {
        objectStreams = 0;
        for (var (at, slash) = (0, 0); (slash = bytes[at..].IndexOf((byte)'/')) >= 0;)
        {
            at += slash + 1;
            var name = NameAt(bytes[at..], out var length);
            if (Running.Contains(name) || (name == "JS" && IsKey(bytes[(at + length)..])))
            {
                return true;
            }

            objectStreams += name == "ObjStm" ? 1 : 0;
        }

        return false;
    }

    // It is so short that compressed bytes may happen to spell it: only with a text or a reference behind it is it a key.
    private static bool IsKey(ReadOnlySpan<byte> rest) =>
        rest.TrimStart(" \t\r\n\f\0"u8) is [(byte)'(' or (byte)'<' or (byte)'%' or (>= (byte)'0' and <= (byte)'9'), ..];

    private static string NameAt(ReadOnlySpan<byte> bytes, out int length)
    {
        Span<char> name = stackalloc char[LongestName];
        var written = 0;
        for (length = 0; length < bytes.Length && written < LongestName && !Ends(bytes[length]); length++)
        {
            var letter = bytes[length];
            if (letter == '#' && length + 2 < bytes.Length && Hex(bytes[length + 1]) is { } high && Hex(bytes[length + 2]) is { } low)
            {
                letter = (byte)((high << 4) | low);
                length += 2;
            }

            name[written++] = (char)letter;
        }

        return new string(name[..written]);
    }

    private static bool Ends(byte letter) =>
        IsSpace(letter) || letter is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    private static bool IsSpace(byte letter) => letter is 0 or (byte)'\t' or (byte)'\n' or (byte)'\f' or (byte)'\r' or (byte)' ';

    private static int? Hex(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        _ => null,
    };

    // A stream begins on a new line (ISO 32000-2, 7.3.8).
    private static int? BodyAt(byte[] bytes, int at) =>
        bytes.AsSpan(at).StartsWith("\r\n"u8) ? at + 2 : at < bytes.Length && bytes[at] is (byte)'\n' or (byte)'\r' ? at + 1 : null;

    private static bool IsPacked(ReadOnlySpan<byte> body) => body.Length > 2 && (body[0] & 0x0F) == 8 && ((body[0] << 8) + body[1]) % 31 == 0;

    // Number and place of the first object (ISO 32000-2, 7.5.7).
    private static bool BeginsAsObjects(ReadOnlySpan<byte> body)
    {
        var at = 0;
        for (var number = 0; number < 2; number++)
        {
            while (at < body.Length && IsSpace(body[at]))
            {
                at++;
            }

            var from = at;
            while (at < body.Length && body[at] is >= (byte)'0' and <= (byte)'9')
            {
                at++;
            }

            if (at == from || at == body.Length || (number == 0 && !IsSpace(body[at])))
            {
                return false;
            }
        }

        return true;
    }

    private static byte[]? UnpackObjects(byte[] bytes, int body, ref int left)
    {
        const int Head = 64;
        using var packed = new ZLibStream(new MemoryStream(bytes, body, bytes.Length - body, writable: false), CompressionMode.Decompress);
        using var objects = new MemoryStream();
        var part = new byte[Head];
        try
        {
            for (int read; (read = packed.ReadAtLeast(part, part.Length, throwOnEndOfStream: false)) > 0;)
            {
                left -= read;
                objects.Write(part, 0, read);
                if (left <= 0 || (part.Length == Head && !BeginsAsObjects(part.AsSpan(0, read))))
                {
                    return null;
                }

                part = part.Length == Head ? new byte[16 * 1024] : part;
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return objects.ToArray();
    }
}

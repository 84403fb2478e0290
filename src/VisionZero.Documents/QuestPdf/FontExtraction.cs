using System.Buffers.Binary;

namespace VisionZero.Documents;

/// <summary>One face of a font collection as a file of its own, for a library that opens only the first.</summary>
internal static class FontExtraction
{
    private const uint CollectionTag = 0x74746366;
    private const int RecordSize = 16;

    public static byte[] Face(byte[] file, int index)
    {
        if (Read32(file, 0) != CollectionTag) return file;

        var directory = (int)Read32(file, 12 + (4 * index));
        var count = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(directory + 4));
        var header = 12 + (RecordSize * count);
        var result = new MemoryStream();
        result.Write(file.AsSpan(directory, header));
        for (var table = 0; table < count; table++)
        {
            var record = directory + 12 + (RecordSize * table);
            var (offset, length) = ((int)Read32(file, record + 8), (int)Read32(file, record + 12));
            var position = (int)result.Position;
            result.Write(file.AsSpan(offset, length));
            while (result.Length % 4 != 0) result.WriteByte(0);
            BinaryPrimitives.WriteUInt32BigEndian(result.GetBuffer().AsSpan(12 + (RecordSize * table) + 8), (uint)position);
        }

        return result.ToArray();
    }

    private static uint Read32(byte[] file, int at) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
}

using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;
using HarfBuzzSharp;

namespace VisionZero.Documents;

/// <summary>Font files mapped into memory, each once for all its faces: an ideographic collection has twenty megabytes.</summary>
internal static class FontBytes
{
    private static readonly ConcurrentDictionary<string, Lazy<Mapping>> Files = new(StringComparer.Ordinal);

    public static Blob Of(string path) => Files.GetOrAdd(path, file => new Lazy<Mapping>(() => new Mapping(file))).Value.Blob;

    /// <summary>Stays mapped as long as the process lives, as fonts do.</summary>
    private sealed unsafe class Mapping
    {
        private readonly MemoryMappedFile file;
        private readonly MemoryMappedViewAccessor view;

        public Mapping(string path)
        {
            var length = checked((int)new FileInfo(path).Length);
            file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            Blob = new Blob((nint)start, length, MemoryMode.ReadOnly);
            Blob.MakeImmutable();
        }

        public Blob Blob { get; }
    }
}

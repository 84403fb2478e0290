namespace VisionZero.Documents;

/// <summary>What a file's properties say of the program that made it.</summary>
internal static class Producer
{
    public const string Creator = "Vision Zero";

    public static string Of(IDocumentRenderer renderer, string? note) =>
        note is null ? $"Vision Zero Documents, {renderer.Name} {renderer.Version}" : $"Vision Zero Documents, {renderer.Name} {renderer.Version} ({note})";
}

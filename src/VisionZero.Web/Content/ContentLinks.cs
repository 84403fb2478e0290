namespace VisionZero.Web.Content;

/// <summary>What a link in content may be.</summary>
internal static class ContentLinks
{
    /// <summary>Whether it is a whole address of the web at https. Nobody is asked whether it answers: content is read without a line.</summary>
    public static bool IsWeb(string? address) =>
        address is not null
        && address.StartsWith("https://", StringComparison.Ordinal)
        && !address.Any(char.IsWhiteSpace)
        && Uri.TryCreate(address, UriKind.Absolute, out var parsed)
        && parsed.Host.Contains('.', StringComparison.Ordinal);
}

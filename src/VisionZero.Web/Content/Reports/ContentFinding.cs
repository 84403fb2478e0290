using System.Globalization;

namespace VisionZero.Web.Content.Reports;

/// <summary>What is wrong and how to mend it: a code whose sentence stands in <c>content/locales</c> (<c>content-check.&lt;code&gt;</c>), and what fills it.</summary>
/// <param name="Code">Code of the sentence.</param>
/// <param name="Arguments">Its placeholders.</param>
public sealed record ContentFinding(string Code, IReadOnlyList<(string Name, object Value)> Arguments)
{
    /// <summary>A finding; whole numbers are written as authors write them in files, without separators.</summary>
    public static ContentFinding Of(string code, params IEnumerable<(string Name, object Value)> arguments) =>
        new(code, [.. arguments.Select(a => (a.Name, a.Value is int number ? number.ToString(CultureInfo.InvariantCulture) : a.Value))]);

    /// <summary>The sentence in a reader's language.</summary>
    public string In(Texts.Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts["content-check." + Code, [.. Arguments]];
    }
}

/// <summary>Something in a course that an author should look at; nothing that stops the start.</summary>
/// <param name="Course">Course and version, e.g. <c>foundation v1</c>.</param>
/// <param name="Place">Rule, and lesson or question if it is about one.</param>
/// <param name="What">What is wrong and how to mend it.</param>
public sealed record ContentNote(string Course, string Place, ContentFinding What)
{
    /// <summary>The note in a reader's language, its place first.</summary>
    public string In(Texts.Texts texts) => $"{Course}, {Place}: {What.In(texts)}";
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VisionZero.Domain.Courses;

/// <summary>
/// What a course marks its learners by, as a fingerprint (SHA-256, lower-case hex): level, lessons, and of each question
/// its use, kind, options, key and difficulty. No text is in it: two versions that differ in words alone have the same one.
/// How many questions a paper draws is the scheme's, and stands beside each attempt in the log.
/// </summary>
public static class OutlineFingerprint
{
    /// <summary>The fingerprint of an outline.</summary>
    public static string Of(CourseOutline outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{outline.Course} {outline.Version} {outline.Level}\n");
        foreach (var rule in outline.Rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"rule {rule.Rule}: ").AppendJoin(' ', rule.Lessons).Append('\n');
            foreach (var (use, item) in rule.Check.Select(i => ("check", i)).Concat(rule.Bank.Select(i => ("bank", i))).Concat(rule.Skip.Select(i => ("skip", i))))
            {
                text.Append(use).Append(' ').Append(Line(item)).Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>A question without its words, on one line.</summary>
    public static string Line(ItemKey item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var line = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{item.Id} {item.Kind} difficulty {item.Difficulty} options "))
            .AppendJoin(',', item.Options).Append(" correct ").AppendJoin(',', item.Correct);
        if (item.Targets > 0)
        {
            line.Append(CultureInfo.InvariantCulture, $" targets {item.Targets}");
        }

        if (item.Number is { } number)
        {
            line.Append(CultureInfo.InvariantCulture, $" number {number.Value} ± {number.Tolerance}");
        }

        if (item.Story is { } story)
        {
            line.Append(CultureInfo.InvariantCulture, $" start {story.Start} ")
                .AppendJoin(' ', story.Nodes.Select(n => $"{n.Key}({string.Join(',', n.Value.Select(c => $"{c.Key}>{c.Value}"))})"))
                .Append(" ends ").AppendJoin(' ', story.Ends.Select(e => $"{e.Key}={(e.Value ? "right" : "wrong")}"));
        }

        return line.ToString();
    }
}

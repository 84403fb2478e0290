using System.Globalization;
using VisionZero.Web.Tests.Content;

namespace VisionZero.Web.Tests.Learning;

/// <summary>
/// The small courses with typed questions on every paper: a term (f1-03) and a number (f2-03, 1,450 is right), and a term in
/// a check (f1-01); and on every paper a verdict with its reason (f3-03).
/// </summary>
public sealed class TypedPlatform : LearningPlatform
{
    internal const string Term = "f1-03";
    internal const string Number = "f2-03";
    internal const string Check = "f1-01";
    internal const string Verdict = "f3-03";

    private const string Terms = "  accepted: [\"near miss\"]\n  why: \"It nearly hit.\"\n";

    /// <summary>Changes the content before the platform reads it.</summary>
    public TypedPlatform()
        : base(FixtureCourses.Write())
    {
        Change(1, Term, "assessment", "text", "", Terms);
        Change(1, Check, "check", "text", "", Terms);
        Change(3, Verdict, "assessment", "true-false", "  answer: true\n  correct: [a]\n", "  why: \"Because it is true.\"\n" + Options(Verdict));
        Change(2, Number, "assessment", "number", "  answer: 1450\n  tolerance: 0.5\n", "  unit: \"euros\"\n  why: \"Because it is.\"\n");
    }

    private void Change(int rule, string item, string use, string kind, string key, string texts)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"foundation/v1/rule-{rule}/");
        FixtureCourses.Change(Content, place + "items.yaml", $"- id: {item}\n  use: {use}\n  kind: single\n  correct: [a]\n", $"- id: {item}\n  use: {use}\n  kind: {kind}\n{key}");
        var options = Options(item);
        FixtureCourses.Change(Content, place + "items.en.yaml", options, texts);
        FixtureCourses.Change(Content, place + "items.zh.yaml", options, texts);
    }

    private static string Options(string item) =>
        "  options:\n" + string.Concat("abcd".Select(l => $"    {l}: {{ text: \"Option {l} of {item}\", why: \"Because of {l}.\" }}\n"));
}

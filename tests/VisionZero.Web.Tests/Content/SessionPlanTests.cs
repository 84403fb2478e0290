using VisionZero.Web.Content;

namespace VisionZero.Web.Tests.Content;

/// <summary>A plan of a session quotes a check question of its rule; learners answer the same one, in the same words.</summary>
public sealed class SessionPlanTests
{
    public static TheoryData<string, int, string> Plans =>
    [
        .. from course in ShippedContent.Courses.Newest
           from rule in course.Rules
           from plan in rule.Kit.Where(k => k.Kind == LessonKind.Session)
           from locale in plan.Texts.Keys
           select (course.Id, rule.Rule, locale),
    ];

    [Theory]
    [MemberData(nameof(Plans))]
    public void A_plan_quotes_a_check_question_word_for_word(string course, int rule, string locale)
    {
        var found = ShippedContent.Courses.Find(course)!.Rule(rule);
        var plan = found.KitSheet(LessonKind.Session, locale)!.Markdown;

        var item = found.Check.Where(i => plan.Contains(i.In(locale).Stem, StringComparison.Ordinal)).ShouldHaveSingleItem("the stem of one check question stands in the plan as it stands in items");

        var text = item.In(locale);
        plan.ShouldContain(text.Scenario ?? "", Case.Sensitive);
        plan.Split('\n').Where(IsOption).ShouldBe(text.Options.Select(o => $"- **{o.Key}** {o.Value.Text}"));
        item.Key.Correct.ShouldAllBe(key => plan.Contains(text.Options[key].Why, StringComparison.Ordinal));
    }

    private static bool IsOption(string line) => line.StartsWith("- **", StringComparison.Ordinal) && line[4..] is [>= 'a' and <= 'f', '*', '*', ' ', ..];
}

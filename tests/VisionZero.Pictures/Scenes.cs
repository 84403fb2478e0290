namespace VisionZero.Pictures;

/// <summary>A page to be photographed.</summary>
/// <param name="Name">Name of the picture.</param>
/// <param name="Who">Short address of who is signed in, or null.</param>
/// <param name="Path">Address without language.</param>
/// <param name="Follow">Part of the address of a link on that page which is followed first.</param>
internal sealed record Scene(string Name, string? Who, string Path, params string[] Follow)
{
    /// <summary>Status of the answer.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Where the address leads if it leads on; null if it does not.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>Handler of the form which is then sent as it stands, to see how mistakes are told; empty is the page's own form, null sends none.</summary>
    public string? Send { get; init; }

    /// <summary>The button that sends it.</summary>
    public string Button => Send is { Length: > 0 } handler ? $"main form[action*='handler={handler}'] button" : "main form[method=post]:not([action*='handler=']) button";
}

/// <summary>What is photographed.</summary>
internal static class Scenes
{
    /// <summary>The pictures of README, two for each kind of user.</summary>
    public static IReadOnlyList<Scene> Readme { get; } =
    [
        new("public-home", null, ""),
        new("public-find", null, "/find"),
        new("public-verify", null, "/find", "/trainers/", "/verify/"),
        new("trainer-me", "trainer", "/me"),
        new("trainer-lesson", "trainer", "/learn/foundation/2/lesson-1"),
        new("staff-queue", "reviewer", "/staff"),
        new("staff-review", "approver", "/staff", "/staff/applications/"),
        new("company", "company", "/company"),
    ];

    /// <summary>Every page, for looking at the whole.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("home", null, ""),
        new("rules", null, "/rules"),
        new("rule", null, "/rules/5"),
        new("find", null, "/find"),
        new("find-some", null, "/find?q=muller&language=de"),
        new("find-none", null, "/find?q=qqqqq"),
        new("trainer", null, "/find", "/trainers/"),
        new("verify", null, "/verify"),
        new("verify-valid", null, "/find", "/trainers/", "/verify/"),
        new("supporters", null, "/supporters"),
        new("about", null, "/about"),
        new("scheme", null, "/scheme"),
        new("glossary", null, "/glossary"),
        new("privacy", null, "/privacy"),
        new("join", null, "/join"),
        new("join-sent", null, "/join") { Send = "" },
        new("sign-in", null, "/sign-in"),
        new("sign-in-sent", null, "/sign-in") { Send = "" },
        new("forgotten", null, "/forgotten"),
        new("missing", null, "/no-such-page") { Status = 404 },
        new("confirm", null, "/confirm"),
        new("reset", null, "/reset"),
        new("confirm-email", "trainer", "/account/confirm-email"),
        new("first-administrator", null, "/first-administrator"),
        new("scanned", null, "/v/VZ-F-2026-000001-00/ABCD2345") { Elsewhere = "/verify/" },
        new("register", "visitor", "/trainer/register"),
        new("register-sent", "visitor", "/trainer/register") { Send = "" },
        new("attempt", "candidate", "/learn/foundation/assessment/1"),
        new("hand-in", "candidate", "/learn/foundation/assessment/1/hand-in"),
        new("me-new", "newcomer", "/me"),
        new("learn-new", "newcomer", "/learn"),
        new("apply-new", "newcomer", "/apply/foundation"),
        new("me", "trainer", "/me"),
        new("learn", "trainer", "/learn"),
        new("course", "trainer", "/learn/professional"),
        new("skip", "trainer", "/learn/professional/7/skip"),
        new("card", "trainer", "/learn/professional/7/card"),
        new("rule-to-print", "trainer", "/learn/professional/2/print"),
        new("along", "trainer", "/learn/professional/along"),
        new("along-rule", "trainer", "/learn/professional/1/along"),
        new("offline", null, "/offline"),
        new("notes", "trainer", "/learn/professional/notes"),
        new("search", "trainer", "/learn/search?q=noise"),
        new("lesson", "trainer", "/learn/professional", "/learn/professional/2/"),
        new("check", "trainer", "/learn/professional/1/check"),
        new("assessment", "trainer", "/learn/foundation/assessment"),
        new("adjustments", "trainer", "/learn/professional/adjustments"),
        new("adjustments-sent", "trainer", "/learn/professional/adjustments") { Send = "" },
        new("plan", "trainer", "/learn/foundation/plan"),
        new("result", "trainer", "/learn/foundation/assessment/1/result"),
        new("apply", "trainer", "/apply/professional"),
        new("profile", "trainer", "/trainer/profile"),
        new("evidence", "trainer", "/trainer/evidence"),
        new("evidence-sent", "trainer", "/trainer/evidence") { Send = "" },
        new("materials", "trainer", "/materials"),
        new("material", "trainer", "/materials/3"),
        new("kit-rule", "trainer", "/materials/1/kit"),
        new("kit-slides", "trainer", "/materials/read/rule-1-slides.en"),
        new("kit-session", "trainer", "/materials/read/rule-1-session.en"),
        new("kit-poster", "trainer", "/materials/read/rule-3-poster.zh"),
        new("kit-handbook", "trainer", "/materials/read/handbook-trainers.en"),
        new("kit-making", "trainer", "/materials/making/rule-2-card.en.pdf?made=no"),
        new("data", "trainer", "/account/data"),
        new("account", "trainer", "/account"),
        new("forbidden", "trainer", "/staff") { Status = 403 },
        new("practice-new", "trainer", "/practice"),
        new("practice", "practitioner", "/practice"),
        new("practice-sent", "practitioner", "/practice") { Send = "Link" },
        new("practice-sessions", "practitioner", "/practice/sessions"),
        new("practice-session", "practitioner", "/practice/sessions", "/practice/sessions/"),
        new("practice-result", "professional", "/practice"),
        new("plan-reminders", null, "/plan/reminders"),
        new("plan-reminders-sent", null, "/plan/reminders") { Send = "" },
        new("staff-practices", "assessor", "/staff/practices"),
        new("staff-practice", "assessor", "/staff/practices", "/staff/practices/"),
        new("staff-slots", "assessor", "/staff/slots"),
        new("staff-slots-sent", "assessor", "/staff/slots") { Send = "" },
        new("practice-statistics", "approver", "/staff/practices/statistics"),
        new("me-professional", "professional", "/me"),
        new("application", "professional", "/me", "/applications/"),
        new("company", "company", "/company"),
        new("queue", "reviewer", "/staff"),
        new("review", "reviewer", "/staff", "/staff/applications/"),
        new("decide", "approver", "/staff", "/staff/applications/"),
        new("staff-trainers", "approver", "/staff/trainers"),
        new("staff-trainer", "approver", "/staff/trainers", "/staff/trainers/"),
        new("paper", "approver", "/staff", "/staff/applications/", "/staff/trainers/", "/staff/papers/"),
        new("certificates", "approver", "/staff/certificates"),
        new("certificate", "approver", "/staff/certificates", "/staff/certificates/VZ"),
        new("items", "reviewer", "/staff/items"),
        new("item", "reviewer", "/staff/items", "/staff/items/"),
        new("rescore", "approver", "/staff/items/professional/1/rescore"),
        new("staff-adjustments", "reviewer", "/staff/adjustments"),
        new("companies", "approver", "/staff/companies"),
        new("staff-courses", "reviewer", "/staff/courses"),
        new("staff-course", "approver", "/staff/courses", "/staff/courses/foundation/"),
        new("staff-course-diff", "reviewer", "/staff/courses/foundation/diff"),
        new("staff-translations", "reviewer", "/staff/courses/foundation/1/translations?locale=zh&rule=2"),
        new("changes", "trainer", "/learn/foundation/changes"),
        new("staff-account", "administrator", "/account"),
        new("ops", "administrator", "/ops"),
        new("people", "administrator", "/ops/staff"),
        new("mail", "administrator", "/ops/mail"),
    ];
}

using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Features.Trainers;

namespace VisionZero.Browser.Tests;

/// <summary>The demonstration world on a platform whose English is the pseudo language.</summary>
public sealed class PseudoPlatform : WorldPlatform
{
    private readonly string _content = PseudoContent.Make(Path.Combine(AppContext.BaseDirectory, "content"));

    /// <summary>
    /// What may stand on a page outside of brackets: what authors wrote into courses, pages and the scheme, and what people
    /// are called.
    /// </summary>
    public async Task<string[]> ContentAsync(CancellationToken ct)
    {
        await using var query = Services.GetRequiredService<IDocumentStore>().QuerySession();
        IEnumerable<string?> people =
        [
            .. (await query.Query<TrainerProfile>().ToListAsync(ct)).SelectMany(p => new[] { p.Name, p.LatinName, p.City, p.Organisation, p.Qualifications }),
            .. (await query.Query<CompanyProfile>().ToListAsync(ct)).SelectMany(p => new[] { p.Name, p.City, p.Website, p.SignatoryName, p.SignatoryRole }),
            .. (await query.Query<Login>().ToListAsync(ct)).Select(l => l.StaffName),
        ];
        return
        [
            .. Services.GetRequiredService<CourseLibrary>().Newest.SelectMany(Of)
                .Concat(Services.GetRequiredService<PageLibrary>().All.SelectMany(p => p.Headings.Select(h => h.Text).Append(p.Title).Append(p.Summary)))
                .Concat(Services.GetRequiredService<Glossary>().In("en").SelectMany(e => new[] { e.Term, e.Meaning }))
                .Concat(people)
                .OfType<string>()
                .Select(Keyboard.Tidy)
                .Where(s => s.Length > 0)
                .Distinct(),
        ];
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_content, recursive: true);
    }

    /// <inheritdoc/>
    protected override void Configure(WebApplicationBuilder builder)
    {
        base.Configure(builder);
        builder.Configuration["VisionZero:ContentDirectory"] = _content;
    }

    private static IEnumerable<string?> Of(Course course) =>
        course.In("en") is var text
            ? course.Rules.SelectMany(r => r.Lessons.Append(r.Card).OfType<Lesson>().SelectMany(l => new[] { l.In("en").Title, l.In("en").Summary }))
                .Concat(course.Rules.SelectMany(r => r.Check.Concat(r.Skip).Concat(r.Bank)).SelectMany(i => Of(i.In("en"))))
                .Concat(course.Rules.SelectMany(r => r.Sources).SelectMany(s => new[] { s.Author, s.Title }))
                .Concat([text.Title, text.Summary, text.LeadsTo])
            : [];

    private static IEnumerable<string?> Of(ItemText text) =>
    [
        text.Scenario, text.Stem, text.Unit, text.Why, text.Twin,
        .. text.Options.Values.Concat(text.Nodes.Values.SelectMany(n => n.Choices.Values)).SelectMany(o => new[] { o.Text, o.Why }),
        .. text.Targets.Values, .. text.Nodes.Values.Select(n => n.Text), .. text.Ends.Values,
    ];
}

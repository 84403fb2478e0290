using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Features.Trainers;
using YamlDotNet.RepresentationModel;

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
        return [.. Written().Concat(people).OfType<string>().Select(Keyboard.Tidy).Where(s => s.Length > 0).Distinct()];
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

    // Values of every file outside of the interface's texts, and the headings of sheets; whole, so that a word of a page
    // is not taken for one that stands somewhere in a lesson.
    private IEnumerable<string?> Written()
    {
        var files = Directory.EnumerateFiles(_content, "*", SearchOption.AllDirectories).Where(f => !f.StartsWith(Path.Combine(_content, "locales"), StringComparison.Ordinal)).ToLookup(Path.GetExtension);
        var sheets = files[".md"].Select(File.ReadAllText).ToList();
        return files[".yaml"].Select(File.ReadAllText)
            .Concat(sheets.Where(s => s.StartsWith("---", StringComparison.Ordinal)).Select(s => s.Split("---", 3)[1]))
            .SelectMany(Values)
            .Concat(sheets.SelectMany(s => s.Split('\n')).Where(l => l.StartsWith('#')).Select(l => l.TrimStart('#')));
    }

    private static IEnumerable<string?> Values(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents.SelectMany(d => d.AllNodes).OfType<YamlScalarNode>().Select(n => n.Value);
    }
}

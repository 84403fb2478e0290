using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Tests;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Features.Demonstration;
using VisionZero.Web.Features.Trainers;
using YamlDotNet.RepresentationModel;

namespace VisionZero.Browser.Tests;

/// <summary>
/// A platform in which every state that a page can show exists: one story of each kind of the demonstration world. Its
/// English is the language that nobody speaks, so that words which no author wrote stand out.
/// </summary>
public sealed class WorldPlatform : BrowserPlatform
{
    private readonly DemonstrationClock _clock = new();
    private readonly StringWriter _told = new();
    private readonly string _content = PseudoContent.Make(Path.Combine(AppContext.BaseDirectory, "content"));

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await FillAsync();
    }

    /// <summary>What the demonstration said while it was played.</summary>
    public string Told => _told.ToString();

    /// <summary>Plays it, unless that was done.</summary>
    public Task FillAsync() => Demonstration.FillAsync(Services, _clock, _told, oneOfEach: true);

    /// <inheritdoc/>
    protected override void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration["VisionZero:Demonstration"] = "true";
        builder.Configuration["VisionZero:ContentDirectory"] = _content;
        builder.Services.AddSingleton<TimeProvider>(_clock);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_content, recursive: true);
    }

    /// <summary>Opens a session of a person of the demonstration, or of whom an address belongs to; answers its cookie.</summary>
    public async Task<string> SessionAsync(string who, CancellationToken ct)
    {
        var normalized = (who.Contains('@', StringComparison.Ordinal) ? who : Cast.Address(who)).ToUpperInvariant();
        await using var query = Services.GetRequiredService<IDocumentStore>().QuerySession();
        return await TestSessions.OpenAsync(Services, await query.Query<Login>().FirstAsync(l => l.NormalizedEmail == normalized, ct), ct);
    }

    /// <summary>
    /// What may stand on a page outside of brackets: what authors wrote into courses, pages and the scheme, and what people
    /// are called.
    /// </summary>
    public async Task<IReadOnlySet<string>> ContentAsync(CancellationToken ct)
    {
        await using var query = Services.GetRequiredService<IDocumentStore>().QuerySession();
        IEnumerable<string?> people =
        [
            .. (await query.Query<TrainerProfile>().ToListAsync(ct)).SelectMany(p => new[] { p.Name, p.LatinName, p.City, p.Organisation, p.Qualifications }),
            .. (await query.Query<CompanyProfile>().ToListAsync(ct)).SelectMany(p => new[] { p.Name, p.City, p.Website, p.SignatoryName, p.SignatoryRole }),
            .. (await query.Query<Login>().ToListAsync(ct)).Select(l => l.StaffName),
        ];
        return Written().Concat(people).OfType<string>().Select(Keyboard.Tidy).Where(s => s.Length > 0).ToHashSet(StringComparer.Ordinal);
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

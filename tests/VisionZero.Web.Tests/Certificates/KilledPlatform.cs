using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Operations;
using VisionZero.Web.Jobs;
using VisionZero.Web.Tests.Content;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Certificates;

/// <summary>
/// Prepares and reads what the killed processes work on: the same database, but this process runs neither jobs nor
/// projections, so nothing is healed here.
/// </summary>
public sealed class KilledPlatform : Platform
{
    // With the small courses the process is back sooner each time.
    private readonly Dictionary<string, string> _settings = new()
    {
        ["VisionZero:ContentDirectory"] = FixtureCourses.Shared,
        ["VisionZero:AllowIncompleteContent"] = "false",
    };

    private string _connection = "";

    /// <summary>The child has a real clock: what is prepared here must not lie in its future.</summary>
    public KilledPlatform() => Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(-1)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    /// <inheritdoc/>
    protected override string Role => "web";

    private string Jobs => JobSchema.Name(Services.GetRequiredService<Settings>());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts the real product on this database, jobs and all.</summary>
    internal Task<PlatformProcess> StartAsync(string address, bool answersThousands = false)
    {
        var settings = new Dictionary<string, string>(_settings)
        {
            ["ConnectionStrings:VisionZero"] = _connection,
            ["VisionZero:ApplySchema"] = "false",
            ["VisionZero:Role"] = "all",
            ["VisionZero:OpenFormsPerMinute"] = "100000",
            ["VisionZero:PublicAddress"] = "http://register.example",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        return PlatformProcess.StartAsync(address, settings, answersThousands);
    }

    /// <summary>Somebody who has applied and is recommended, through the real commands; answers the application.</summary>
    public async Task<(Applicant Applicant, Guid Application)> RecommendedAsync(Login reviewer)
    {
        var applicant = await this.ReadyAsync(Level.Foundation);
        var id = (await SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;
        (await SendAsync(Actors.Of(reviewer), new ClaimApplication(id))).Refusals.ShouldBeEmpty();
        var shown = await this.DossierAsync(id);
        (await SendAsync(Actors.Of(reviewer), new RecommendApplication(id, shown.Application.Version, Verdict.Approve, "All there.", shown.Sha256))).Refusals.ShouldBeEmpty();
        return (applicant, id);
    }

    /// <summary>Jobs that wait or run, and jobs to be tried again later, as their tables say.</summary>
    public Task<long> OpenJobsAsync() =>
        CountAsync($"select (select count(*) from {Jobs}.jobqueue) + (select count(*) from {Jobs}.job where statename = 'Scheduled')");

    /// <summary>What is open, job by job: said when it does not end.</summary>
    public async Task<string> OpenAsync()
    {
        var behind = await LagAsync();
        var said = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{behind} events behind"));
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            $"""
            select coalesce(j.statename, 'no job'), q.fetchedat is not null, coalesce(j.invocationdata::text, ''), coalesce(s.reason, ''), coalesce(s.data::text, '')
            from {Jobs}.jobqueue q left join {Jobs}.job j on j.id = q.jobid left join {Jobs}.state s on s.id = j.stateid
            union all
            select j.statename, false, j.invocationdata::text, coalesce(s.reason, ''), coalesce(s.data::text, '')
            from {Jobs}.job j left join {Jobs}.state s on s.id = j.stateid where j.statename = 'Scheduled'
            """);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
        {
            said.Append(CultureInfo.InvariantCulture, $"\n{reader.GetString(0)}{(reader.GetBoolean(1) ? ", fetched" : "")}: {reader.GetString(2)} {reader.GetString(3)} {reader.GetString(4)}");
        }

        return said.ToString();
    }

    /// <summary>Jobs that a process is at, or was when it was killed.</summary>
    public Task<long> JobsUnderWayAsync() => CountAsync($"select count(*) from {Jobs}.job where statename = 'Processing'");

    /// <summary>Events that no effect has been caused by yet.</summary>
    public Task<long> LagAsync() => Services.GetRequiredService<PlatformState>().BehindAsync(Ct);

    private async Task<long> CountAsync(string sql)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <inheritdoc/>
    protected override void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.Configure(builder);
        foreach (var (key, value) in _settings)
        {
            builder.Configuration[key] = value;
        }

        _connection = builder.Configuration["ConnectionStrings:VisionZero"]!;
    }
}

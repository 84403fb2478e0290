using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Failures;

/// <summary>A platform on which asking for a new password fails, and whose log is kept as operators would get it.</summary>
public sealed class FailingPlatform : Platform, ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    /// <summary>Everything logged, exceptions included.</summary>
    public string Log => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new Kept(categoryName, _lines);

    public void Dispose()
    {
        // Nothing is held.
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddProvider(this);
        builder.Host.ConfigureContainer<IServiceCollection>((_, services) => services.AddScoped<IRequestHandler<RequestPasswordReset, Outcome>, Failing>());
    }

    private sealed class Failing : IRequestHandler<RequestPasswordReset, Outcome>
    {
        // The framework's message quotes what was typed, as many do.
        public Task<Outcome> Handle(RequestPasswordReset command, CancellationToken cancellationToken) =>
            Task.FromResult(Outcome.Made(new Guid(int.Parse(command.Email, CultureInfo.InvariantCulture), 0, 0, new byte[8])));
    }

    private sealed class Kept(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}

/// <summary>What a visitor sees when the platform itself fails, and what operators find.</summary>
public sealed class FailureTests(FailingPlatform platform) : IClassFixture<FailingPlatform>
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_failure_is_a_page_with_a_reference_that_the_log_carries_and_nothing_personal(string locale)
    {
        var texts = platform.Services.GetRequiredService<TextSource>().For(locale);
        var email = $"amara.{Guid.NewGuid():N}@people.example";
        using var visitor = new Visitor(platform.Address, locale);
        await visitor.OpenAsync("/forgotten");

        await visitor.SubmitAsync(("Email", email));

        visitor.Status.ShouldBe(HttpStatusCode.InternalServerError);
        visitor.Heading.ShouldBe(texts["errors.500.title"]);
        var words = visitor.Page.QuerySelector("main")!.TextContent;
        var reference = System.Text.RegularExpressions.Regex.Match(words, "[0-9a-f]{32}").Value;
        reference.Length.ShouldBe(32, words);
        visitor.Page.DocumentElement.OuterHtml.ShouldNotContain("Exception");
        visitor.Page.DocumentElement.OuterHtml.ShouldNotContain(email);

        var line = platform.Log.Split("Error ").Single(l => l.Contains(reference, StringComparison.Ordinal));
        line.ShouldContain(nameof(FormatException));
        line.ShouldContain("Failing.Handle");
        platform.Log.ShouldNotContain(email);
    }

    [Fact]
    public async Task A_person_who_is_signed_in_sees_the_page_too_when_the_database_does_not_answer_and_stays_signed_in()
    {
        using var visitor = await platform.SignedInVisitorAsync(Role.Trainer);
        await RenameAsync("mt_doc_signinsession", "away");
        platform.Clock.Advance(TimeSpan.FromMinutes(1));

        (await visitor.OpenAsync("/account")).Status.ShouldBe(HttpStatusCode.InternalServerError);

        visitor.Heading.ShouldBe(platform.Services.GetRequiredService<TextSource>().For("en")["errors.500.title"]);
        await RenameAsync("away", "mt_doc_signinsession");
        (await visitor.OpenAsync("/account")).Heading.ShouldBe("Your account");
    }

    private async Task RenameAsync(string from, string to)
    {
        var schema = platform.Services.GetRequiredService<Settings>().Schema;
        await using var command = platform.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"alter table {schema}.{from} rename to {to}");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_stands_in_an_address_is_not_logged()
    {
        using var visitor = new Visitor(platform.Address);

        await visitor.OpenAsync("/find?q=somebodys-name");
        await visitor.OpenAsync($"/reset?account={Guid.NewGuid()}&token=one-time-secret");
        await visitor.OpenAsync("/verify/VZ-F-2026-000001-00?code=SECR-ETCD");

        platform.Log.ShouldNotContain("somebodys-name");
        platform.Log.ShouldNotContain("one-time-secret");
        platform.Log.ShouldNotContain("SECR-ETCD");
    }
}

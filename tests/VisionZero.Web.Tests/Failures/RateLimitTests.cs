using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Web.Tests.Http;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Failures;

/// <summary>A platform on which one address may send three open forms a minute.</summary>
public sealed class PatientPlatform : Platform
{
    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["VisionZero:OpenFormsPerMinute"] = "3" });
}

public sealed class RateLimitTests(PatientPlatform platform) : IClassFixture<PatientPlatform>
{
    [Fact]
    public async Task Too_many_open_forms_from_one_address_get_a_readable_page_and_the_time_to_wait()
    {
        using var visitor = new Visitor(platform.Address, "zh");
        for (var i = 0; i < 3; i++)
        {
            await visitor.OpenAsync("/sign-in");
            await visitor.SubmitAsync(("Email", "nobody@people.example"), ("Password", "not the password"));
            visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        // The address has used up its tries whichever form comes next and in whatever language; pages can still be read.
        foreach (var locale in new[] { "zh", "en" })
        {
            var texts = platform.Services.GetRequiredService<TextSource>().For(locale);
            using var other = new Visitor(platform.Address, locale);
            foreach (var form in new[] { "/sign-in", "/join", "/forgotten" })
            {
                (await other.OpenAsync(form)).Status.ShouldBe(HttpStatusCode.OK);

                await other.SubmitAsync(("Email", "nobody@people.example"));

                other.Status.ShouldBe(HttpStatusCode.TooManyRequests, form);
                other.Heading.ShouldBe(texts["errors.429.title"]);
                other.Page.DocumentElement.GetAttribute("lang").ShouldBe(texts.Culture.Name);
                other.Page.Body!.TextContent.ShouldContain(texts["errors.429.next"]);
                other.RetryAfter.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
            }
        }
    }
}

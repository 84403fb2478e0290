using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using VisionZero.Domain.Common;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Failures;

/// <summary>What every answer carries, and under which names one is given.</summary>
public sealed class HeaderTests(FailingPlatform platform) : IClassFixture<FailingPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/en", HttpStatusCode.OK)]
    [InlineData("/en/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("/assets/no-such-file.css", HttpStatusCode.NotFound)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    public async Task Every_answer_carries_the_headers_that_protect(string path, HttpStatusCode status)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(platform.Address + path), Ct);

        answer.StatusCode.ShouldBe(status);
        ShouldProtect(answer);
    }

    [Fact]
    public async Task So_does_a_failure_and_a_form_without_its_token()
    {
        using var visitor = new Visitor(platform.Address);
        await visitor.OpenAsync("/forgotten");
        var token = visitor.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var address = new Uri("/en/forgotten", UriKind.Relative);

        using var failed = await visitor.Client.PostAsync(address, new FormUrlEncodedContent([new("Email", "amara@people.example"), new("__RequestVerificationToken", token)]), Ct);
        using var stale = await visitor.Client.PostAsync(address, new FormUrlEncodedContent([new("Email", "amara@people.example")]), Ct);

        failed.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        stale.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ShouldProtect(failed);
        ShouldProtect(stale);
    }

    [Theory]
    [InlineData("register.example", HttpStatusCode.OK)]
    [InlineData("localhost:5080", HttpStatusCode.OK)]
    [InlineData("rebound.attacker.example", HttpStatusCode.BadRequest)]
    [InlineData("register.example.attacker.example", HttpStatusCode.BadRequest)]
    public async Task Only_the_platforms_own_names_are_answered(string host, HttpStatusCode status)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, platform.Address + "/en/about");
        request.Headers.Host = host;

        using var answer = await client.SendAsync(request, Ct);

        answer.StatusCode.ShouldBe(status);
    }

    private static void ShouldProtect(HttpResponseMessage answer)
    {
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("default-src 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
        answer.Headers.GetValues("Referrer-Policy").ShouldHaveSingleItem();
    }
}

/// <summary>A platform whose official address has TLS, behind a proxy that speaks it.</summary>
public sealed class SecurePlatform : Platform
{
    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["VisionZero:PublicAddress"] = "https://register.example", ["VisionZero:TrustedProxies:0"] = "127.0.0.0/8" });
}

public sealed class CookieTests(SecurePlatform platform) : IClassFixture<SecurePlatform>
{
    [Fact]
    public async Task With_TLS_every_cookie_is_sent_over_TLS_alone_and_to_this_site_alone()
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        var login = await platform.AccountAsync(Role.Trainer);
        using var page = await client.GetAsync(new Uri(platform.Address + "/en/sign-in"), TestContext.Current.CancellationToken);
        var form = page.Headers.GetValues("Set-Cookie").Single();
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var token = System.Text.RegularExpressions.Regex.Match(html, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, platform.Address + "/en/sign-in")
        {
            Content = new FormUrlEncodedContent([new("Email", login.Email), new("Password", People.Password), new("__RequestVerificationToken", token)]),
        };
        request.Headers.Add("Cookie", form.Split(';')[0]);

        using var signedIn = await client.SendAsync(request, TestContext.Current.CancellationToken);

        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        foreach (var cookie in signedIn.Headers.GetValues("Set-Cookie").Append(form))
        {
            cookie.ShouldContain("; secure", Case.Insensitive);
            cookie.ShouldContain("; samesite=", Case.Insensitive);
            cookie.ShouldContain("; httponly", Case.Insensitive);
        }
    }
}

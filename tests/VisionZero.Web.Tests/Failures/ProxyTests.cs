using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using VisionZero.Web.Hosting;

namespace VisionZero.Web.Tests.Failures;

/// <summary>Behind a proxy on this machine, one open form a minute and address.</summary>
public class ProxiedPlatform : Platform
{
    protected virtual string Proxy => "127.0.0.0/8";

    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["VisionZero:OpenFormsPerMinute"] = "1", ["VisionZero:TrustedProxies:0"] = Proxy });
}

/// <summary>The proxy that is named is another one.</summary>
public sealed class StrangersProxyPlatform : ProxiedPlatform
{
    protected override string Proxy => "192.0.2.7";
}

public sealed class ProxyTests(ProxiedPlatform trusting, StrangersProxyPlatform wary) : IClassFixture<ProxiedPlatform>, IClassFixture<StrangersProxyPlatform>
{
    [Fact]
    public async Task The_address_that_a_trusted_proxy_names_is_the_one_that_is_limited()
    {
        (await PostAsync(trusting, "203.0.113.1")).ShouldBe(HttpStatusCode.BadRequest, "no form token, but let through");
        (await PostAsync(trusting, "203.0.113.1")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await PostAsync(trusting, "203.0.113.2")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_anybody_else_says_about_the_address_is_not_believed()
    {
        (await PostAsync(wary, "203.0.113.1")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(wary, "203.0.113.2")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_page_that_came_through_TLS_asks_for_TLS_from_now_on()
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, trusting.Address + "/en/about");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        answer.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_stops_the_start()
    {
        await using var platform = new MistypedProxyPlatform();

        (await Should.ThrowAsync<StartRefusedException>(async () => await platform.InitializeAsync())).Message.ShouldContain("proxy.example");
    }

    private static async Task<HttpStatusCode> PostAsync(Platform platform, string from)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, platform.Address + "/en/forgotten") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private sealed class MistypedProxyPlatform : ProxiedPlatform
    {
        protected override string Proxy => "proxy.example";
    }
}

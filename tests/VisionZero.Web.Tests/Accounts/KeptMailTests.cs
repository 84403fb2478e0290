using System.Net;
using VisionZero.Domain.Common;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Accounts;

/// <summary>Kept messages hold one-time links: who is shown them, and who is not.</summary>
public sealed class KeptMailTests(Platform platform)
{
    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("rebound.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.rebound.example", HttpStatusCode.BadRequest)]
    [InlineData("register.example", HttpStatusCode.NotFound)]
    [InlineData("10.1.2.3", HttpStatusCode.BadRequest)]
    public async Task On_the_machine_itself_only_a_name_of_the_machine_shows_them(string host, HttpStatusCode status) =>
        (await GetAsync(r => r.Headers.Host = host)).ShouldBe(status);

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Real-IP")]
    [InlineData("Forwarded")]
    [InlineData("Via")]
    public async Task What_came_through_a_proxy_does_not_count_as_from_the_machine(string header) =>
        (await GetAsync(r => r.Headers.TryAddWithoutValidation(header, "1.1 proxy"))).ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task An_administrator_sees_them_under_any_name()
    {
        using var administrator = await platform.SignedInVisitorAsync(Role.Administrator);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/en/ops/mail");
        request.Headers.Host = "register.example";
        request.Headers.Add("Cookie", administrator.Cookies);

        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(platform.Address) };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> GetAsync(Action<HttpRequestMessage> change)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, platform.Address + "/en/ops/mail");
        change(request);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}

namespace VisionZero.Web.Tests.Look;

public sealed class CacheTests(Platform platform)
{
    [Theory]
    [InlineData("/en")]
    [InlineData("/zh/rules")]
    [InlineData("/en/about")]
    public async Task A_public_page_is_made_once_for_all_visitors(string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri(platform.Address) };

        using var first = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        using var second = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        first.Headers.Contains("Set-Cookie").ShouldBeFalse();
        second.Headers.Age.ShouldNotBeNull("the second visitor gets the stored page");
    }

    [Fact]
    public async Task What_no_page_reads_makes_no_further_copy_and_what_one_reads_does()
    {
        using var client = new HttpClient { BaseAddress = new Uri(platform.Address) };
        using var first = await client.GetAsync(new Uri("/en/find?q=copy", UriKind.Relative), TestContext.Current.CancellationToken);
        using var tagged = await client.GetAsync(new Uri("/en/find?q=copy&utm_source=stranger", UriKind.Relative), TestContext.Current.CancellationToken);
        using var other = await client.GetAsync(new Uri("/en/find?q=copies", UriKind.Relative), TestContext.Current.CancellationToken);

        tagged.Headers.Age.ShouldNotBeNull();
        other.Headers.Age.ShouldBeNull();
    }
}

using System.IO.Compression;
using System.Net.Http.Headers;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Tests.Look;

/// <summary>What travels over a thin line, and what must not be compressed.</summary>
public sealed class ThinLineTests(Platform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/assets/site.css", true)]
    [InlineData("/zh/learn/foundation", true)]
    [InlineData("/zh/learn/foundation/1/lesson-1", true)]
    [InlineData("/zh/learn/search", false)]
    [InlineData("/zh/verify", false)]
    [InlineData("/zh/staff/items", false)]
    [InlineData("/", false)]
    public void Sheets_and_style_are_compressed_and_nothing_where_a_strangers_words_stand_beside_a_secret(string path, bool carries) =>
        ThinLines.Carries(path).ShouldBe(carries);

    [Fact]
    public async Task The_style_comes_in_less_than_half_of_its_bytes_and_a_public_page_as_it_is()
    {
        using var handler = new HttpClientHandler { AutomaticDecompression = System.Net.DecompressionMethods.None };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(platform.Address) };
        var plain = await client.GetByteArrayAsync(new Uri("/assets/site.css", UriKind.Relative), Ct);
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));

        using var packed = await client.GetAsync(new Uri("/assets/site.css", UriKind.Relative), Ct);
        using var page = await client.GetAsync(new Uri("/en/verify", UriKind.Relative), Ct);

        var bytes = await packed.Content.ReadAsByteArrayAsync(Ct);
        bytes.Length.ShouldBeLessThan(plain.Length / 2);
        using var unpacked = new MemoryStream();
        await using (var brotli = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress))
        {
            await brotli.CopyToAsync(unpacked, Ct);
        }

        unpacked.ToArray().ShouldBe(plain);
        packed.Headers.Vary.ShouldContain("Accept-Encoding");
        page.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }
}

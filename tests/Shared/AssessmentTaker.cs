using System.Net;
using System.Text.RegularExpressions;

namespace VisionZero.Tests;

/// <summary>
/// A browser with the script of the assessment, seen from the server: opens the paper, saves answers one by one, hands
/// in. Every request may fail; whoever uses this decides what to do then.
/// </summary>
internal sealed partial class AssessmentTaker(HttpClient client, Func<string> address, string course, string cookie)
{
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal) { [cookie.Split('=')[0]] = cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..] };
    private string _token = "";
    private string _window = "";

    /// <summary>Questions of the paper as it was opened last, with what it showed as saved.</summary>
    public IReadOnlyDictionary<string, string> Shown { get; private set; } = new Dictionary<string, string>();

    /// <summary>Reads the conditions.</summary>
    public Task ReadConditionsAsync(CancellationToken ct) => GetAsync("", ct);

    /// <summary>Presses the button that starts; pressed again it leads to the same paper. The page must have been opened.</summary>
    public async Task<bool> StartAsync(CancellationToken ct)
    {
        using var answer = await PostAsync("", [], ct);
        return answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found;
    }

    /// <summary>Opens the paper.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        var html = await GetAsync("/1", ct);
        _window = Hidden(html, "window");
        Shown = Question().Matches(html).ToDictionary(m => m.Groups["item"].Value, m => m.Groups["was"].Value, StringComparer.Ordinal);
    }

    /// <summary>Saves one answer as the script does: OK says that it is saved.</summary>
    public async Task<HttpStatusCode> SaveAsync(string item, string letter, CancellationToken ct)
    {
        using var answer = await PostAsync("/1?handler=Answer", [("window", _window), ("item", item), ("chosen", letter)], ct);
        return answer.StatusCode;
    }

    /// <summary>Opens the page before the last step.</summary>
    public async Task OpenHandInAsync(CancellationToken ct) => _window = Hidden(await GetAsync("/1/hand-in", ct), "window");

    /// <summary>Hands in; pressed again it finds the result.</summary>
    public async Task<bool> HandInAsync(CancellationToken ct)
    {
        using var answer = await PostAsync("/1/hand-in", [("window", _window)], ct);
        return answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found && answer.Headers.Location!.ToString().EndsWith("/result", StringComparison.Ordinal);
    }

    private Uri At(string page) => new($"{address()}en/learn/{course}/assessment{page}");

    private async Task<string> GetAsync(string page, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At(page));
        using var answer = await SendAsync(request, ct);
        var html = await answer.Content.ReadAsStringAsync(ct);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new HttpRequestException($"{page} answered {answer.StatusCode} {answer.Headers.Location}", null, answer.StatusCode);
        }

        _token = Hidden(html, "__RequestVerificationToken");
        return html;
    }

    private async Task<HttpResponseMessage> PostAsync(string page, (string Name, string Value)[] fields, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, At(page))
        {
            Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", _token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
        };
        return await SendAsync(request, ct);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        var answer = await client.SendAsync(request, ct);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var pair in set.Select(s => s.Split(';')[0].Split('=', 2)))
            {
                _cookies[pair[0]] = pair[1];
            }
        }

        return answer;
    }

    private static string Hidden(string html, string name) =>
        Regex.Match(html, $"name=\"{name}\"[^>]*? value=\"([^\"]*)\"") is { Success: true } found
            ? WebUtility.HtmlDecode(found.Groups[1].Value)
            : throw new InvalidOperationException($"The page has no field {name}.");

    [GeneratedRegex("name=\"Answers\\[\\d+\\]\\.Item\" value=\"(?<item>[^\"]*)\">\\s*<input type=\"hidden\" name=\"Answers\\[\\d+\\]\\.Was\"( value=\"(?<was>[^\"]*)\")? data-was>")]
    private static partial Regex Question();
}

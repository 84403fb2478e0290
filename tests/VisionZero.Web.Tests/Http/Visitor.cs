using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;

namespace VisionZero.Web.Tests.Http;

/// <summary>
/// A person with a browser without JavaScript: keeps cookies, follows links and redirects, fills in forms as they were
/// shown (hidden fields and antiforgery token included) and submits them.
/// </summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = true, CookieContainer = new CookieContainer() };
    private readonly HttpClient _client;

    /// <summary>A visitor of the platform at this address, reading in one language.</summary>
    public Visitor(string address, string locale = "en")
    {
        _client = new HttpClient(_handler) { BaseAddress = new Uri(address) };
        _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(locale);
        Locale = locale;
    }

    /// <summary>Language read in.</summary>
    public string Locale { get; }

    /// <summary>The page shown now.</summary>
    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>Status of the last answer.</summary>
    public HttpStatusCode Status { get; private set; }

    /// <summary>Path and query of the page shown now.</summary>
    public string Address { get; private set; } = "";

    /// <summary>How long the last answer asks to wait, if it does.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>Text of the first heading.</summary>
    public string Heading => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>The visitor's cookies, as a request carries them.</summary>
    public string Cookies => _handler.CookieContainer.GetCookieHeader(_client.BaseAddress!);

    /// <summary>Raw access with the visitor's cookies.</summary>
    public HttpClient Client => _client;

    /// <summary>Opens a page; a path without language gets the visitor's.</summary>
    public async Task<Visitor> OpenAsync(string path)
    {
        var full = path.StartsWith("/en", StringComparison.Ordinal) || path.StartsWith("/zh", StringComparison.Ordinal) ? path : $"/{Locale}{path}";
        using var response = await _client.GetAsync(new Uri(full, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
        return await ShowAsync(response);
    }

    /// <summary>Fills in the form that contains the named fields and submits it.</summary>
    public Task<Visitor> SubmitAsync(params (string Name, string Value)[] fields) => SubmitAsync(FormWith(fields.Select(f => f.Name)), fields);

    /// <summary>Presses the button with this text: submits its form as it is, with these changes.</summary>
    public Task<Visitor> PressAsync(string text, params (string Name, string Value)[] fields)
    {
        var button = Page.QuerySelectorAll("button").FirstOrDefault(b => b.TextContent.Trim() == text || b.GetAttribute("aria-label") == text)
            ?? throw new InvalidOperationException($"There is no button '{text}' on {Address}; there are: {string.Join(", ", Page.QuerySelectorAll("button").Select(b => b.TextContent.Trim()))}.");
        return SubmitAsync((IHtmlFormElement)button.Closest("form")!, fields, button as IHtmlButtonElement);
    }

    /// <summary>Submits a form of the page.</summary>
    public async Task<Visitor> SubmitAsync(IHtmlFormElement form, (string Name, string Value)[] fields, IHtmlButtonElement? button = null, params (string Name, string FileName, byte[] Bytes)[] files)
    {
        var named = fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var values = Values(form).Where(v => !named.Contains(v.Name)).Concat(fields).ToList();
        if (button?.Name is { Length: > 0 } name)
        {
            values.Add((name, button.Value));
        }

        var action = new Uri(new Uri(_client.BaseAddress!, Address), form.GetAttribute("action") is { Length: > 0 } a ? a : Address);
        if (form.Method.Equals("get", StringComparison.OrdinalIgnoreCase))
        {
            var query = string.Join('&', values.Select(v => $"{Uri.EscapeDataString(v.Name)}={Uri.EscapeDataString(v.Value)}"));
            using var got = await _client.GetAsync(new Uri($"{action.GetLeftPart(UriPartial.Path)}?{query}"), TestContext.Current.CancellationToken);
            return await ShowAsync(got);
        }

        using HttpContent content = files.Length > 0 || form.Enctype == "multipart/form-data" ? Multipart(values, files) : new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
        using var response = await _client.PostAsync(action, content, TestContext.Current.CancellationToken);
        return await ShowAsync(response);
    }

    /// <summary>Follows the link with this text.</summary>
    public Task<Visitor> FollowAsync(string text)
    {
        var link = Page.QuerySelectorAll("a").FirstOrDefault(a => a.TextContent.Trim() == text)
            ?? throw new InvalidOperationException($"There is no link '{text}' on {Address}.");
        return OpenAsync(link.GetAttribute("href")!);
    }

    /// <summary>The form that has all these fields.</summary>
    public IHtmlFormElement FormWith(IEnumerable<string> names)
    {
        string[] wanted = [.. names.Distinct()];
        return Page.Forms.FirstOrDefault(f => wanted.All(n => f.Elements.Any(e => e.GetAttribute("name") == n)))
            ?? throw new InvalidOperationException($"No form on {Address} has the fields {string.Join(", ", wanted)}: {Page.Body?.TextContent}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private static IEnumerable<(string Name, string Value)> Values(IHtmlFormElement form)
    {
        foreach (var element in form.Elements.Where(e => e.GetAttribute("name") is { Length: > 0 } && !e.HasAttribute("disabled")))
        {
            var name = element.GetAttribute("name")!;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } input when input.IsChecked:
                    yield return (name, input.Value);
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" or "file" or "submit" }:
                    break;
                case IHtmlInputElement input:
                    yield return (name, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return (name, area.Value);
                    break;
                case IHtmlSelectElement select:
                    foreach (var option in select.Options.Where(o => o.IsSelected))
                    {
                        yield return (name, option.Value);
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private static MultipartFormDataContent Multipart(List<(string Name, string Value)> values, (string Name, string FileName, byte[] Bytes)[] files)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in values)
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (name, fileName, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), name, fileName);
        }

        return content;
    }

    private async Task<Visitor> ShowAsync(HttpResponseMessage response)
    {
        Status = response.StatusCode;
        RetryAfter = response.Headers.RetryAfter?.Delta;
        Address = response.RequestMessage!.RequestUri!.PathAndQuery;
        var context = BrowsingContext.New(Configuration.Default);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Page = (IHtmlDocument)await context.OpenAsync(r => r.Content(html).Address(response.RequestMessage.RequestUri.ToString()), TestContext.Current.CancellationToken);
        return this;
    }
}

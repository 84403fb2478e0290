using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace VisionZero.Web.Pages;

/// <summary>How pages are bound, cached and served.</summary>
public static class Setup
{
    /// <summary>Name of the cache policy for public pages.</summary>
    public const string PublicPages = "public";

    /// <summary>Cookie that carries a sentence to the next page.</summary>
    public const string FlashCookie = "vz-flash";

    /// <summary>Tag by which the directory's pages are evicted when a new snapshot is published.</summary>
    public const string DirectoryTag = "directory";

    /// <summary>The keys of an address that public pages read.</summary>
    private static readonly string[] QueryKeys = ["q", "country", "language", "sector", "page"];

    /// <summary>
    /// The query that links of a page may carry on. A page that is kept for all visitors carries on only what it reads, or
    /// everybody would get what one of them added.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string?>> QueryOf(HttpContext context) =>
        context.Request.Query
            .Where(pair => context.GetEndpoint()?.Metadata.GetMetadata<OutputCacheAttribute>() is null || QueryKeys.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)));

    /// <summary>Static files: their address carries their hash, so they never change.</summary>
    public static StaticFileOptions StaticFiles { get; } = new()
    {
        OnPrepareResponse = static context => context.Context.Response.Headers.CacheControl =
            context.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
    };

    /// <summary>Public pages are cached for visitors who are not signed in, apart by language (the path base) and query.</summary>
    public static void Cache(OutputCacheOptions options) =>
        options.AddPolicy(PublicPages, policy => policy
            .With(context => context.HttpContext.User.Identity?.IsAuthenticated != true)
            // The keys that the pages read, and no others: what anybody adds to an address makes no further copy.
            .SetVaryByQuery(QueryKeys)
            // What a certificate is worth changes at midnight (UTC): yesterday's page is not today's.
            .VaryByValue(context => KeyValuePair.Create("day", Today(context)))
            .Expire(TimeSpan.FromMinutes(5))
            .Tag(DirectoryTag));

    private static string Today(HttpContext context) =>
        DateOnly.FromDateTime(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Binding errors become sentences of the locale files.</summary>
    public static void Localise(MvcOptions options)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetValueIsInvalidAccessor(_ => BindingError.Invalid);
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => BindingError.Invalid);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => BindingError.Invalid);
        messages.SetUnknownValueIsInvalidAccessor(_ => BindingError.Invalid);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => BindingError.Invalid);
        messages.SetValueMustBeANumberAccessor(_ => BindingError.Number);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => BindingError.Number);
        messages.SetValueMustNotBeNullAccessor(_ => BindingError.Missing);
        messages.SetMissingBindRequiredValueAccessor(_ => BindingError.Missing);
        messages.SetMissingKeyOrValueAccessor(() => BindingError.Missing);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => BindingError.Missing);
        // Nullability says what the code may assume, not what the reader must fill in: the commands check that.
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
    }
}

/// <summary>Keys that stand in model state until the field's tag helper writes the sentence.</summary>
public static class BindingError
{
    /// <summary>The value cannot be read.</summary>
    public const string Invalid = "refusals.general.invalid";

    /// <summary>The value is no number.</summary>
    public const string Number = "refusals.general.number";

    /// <summary>The value is missing.</summary>
    public const string Missing = "refusals.general.missing";
}

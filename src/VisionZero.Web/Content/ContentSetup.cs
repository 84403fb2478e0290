using VisionZero.Web.Hosting;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content;

/// <summary>Adds what is read from <c>content</c>; all of it is checked before the first request.</summary>
public static class ContentSetup
{
    /// <summary>Adds texts, scheme and library.</summary>
    public static IServiceCollection AddContent(this IServiceCollection services, Settings settings)
    {
        var folder = Find(settings);
        services.AddSingleton(new ContentFolder(folder));
        services.AddSingleton(_ => TextCatalogue.Load(folder));
        services.AddSingleton<TextSource>();
        services.AddSingleton(_ => Scheme.Load(folder));
        services.AddSingleton(_ => PageLibrary.Load(folder));
        services.AddSingleton(provider => CourseLibrary.Load(folder, provider.GetRequiredService<Scheme>().Policy, settings.AllowIncompleteContent));
        services.AddSingleton(_ => MaterialLibrary.Load(folder));
        services.AddSingleton(_ => Glossary.Load(folder));
        services.AddSingleton(_ => RubricLibrary.Load(folder));
        services.AddSingleton<ContentSearch>();
        return services;
    }

    private static string Find(Settings settings)
    {
        var folder = settings.ContentDirectory ?? Path.Combine(AppContext.BaseDirectory, "content");
        return Directory.Exists(Path.Combine(folder, "locales"))
            ? Path.GetFullPath(folder)
            : throw new StartRefusedException($"There is no content in '{folder}'. Set VisionZero:ContentDirectory to the folder that holds 'locales', 'scheme' and 'courses'.");
    }
}

/// <summary>Where the content is.</summary>
public sealed record ContentFolder(string Path);

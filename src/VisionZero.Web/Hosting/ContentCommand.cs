using VisionZero.Web.Content;
using VisionZero.Web.Content.Reports;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Hosting;

/// <summary><c>content check</c>, <c>accept</c>, <c>watch</c>, <c>export</c> and <c>import</c>: what an author works with.</summary>
internal static class ContentCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    public static Task<int> RunAsync(string[] args) => args.FirstOrDefault(a => a is "check" or "accept" or "watch" or "export" or "import") switch
    {
        "export" => ExchangeCommand.ExportAsync(Folder(), [.. args.Where(a => a != "export")]),
        "import" => ExchangeCommand.ImportAsync(Folder(), [.. args.Where(a => a != "import")]),
        "check" => CheckAsync(Folder(), strict: args.Contains("--strict")),
        "accept" => AcceptAsync(Folder(), [.. args.Where(a => a != "accept")]),
        "watch" => WatchAsync(Folder(), [.. args.Where(a => a != "watch")]),
        _ => throw new StartRefusedException("Say what to do with the content: 'check' prints what it has and what is wrong, 'accept [path]' says that translations are up to date, 'watch' shows pages as they are written, 'export' and 'import' exchange questions with Moodle GIFT and QTI 3.0."),
    };

    private static string Folder() =>
        Path.GetFullPath(Environment.GetEnvironmentVariable("VisionZero__ContentDirectory") ?? Path.Combine(AppContext.BaseDirectory, "content"));

    private static async Task<int> CheckAsync(string folder, bool strict)
    {
        var library = ReadAll(folder);
        var english = new Texts.Texts(TextCatalogue.Load(folder), "en");
        foreach (var course in library.Newest)
        {
            await Console.Out.WriteLineAsync(CoverageMatrix.Of(course));
        }

        string[] notes =
        [
            .. library.Newest.SelectMany(ContentReport.Notes).Select(n => n.In(english)),
            .. new LinkReport(library, Glossary.Load(folder)).Of(PageLibrary.Load(folder), MaterialLibrary.Load(folder)),
            .. TranslationRecord.Read(folder).Stale().Select(path => $"{path}: stale, the English text is newer. Compare them, then: ./vz content accept {path}"),
        ];
        foreach (var note in notes)
        {
            await Console.Out.WriteLineAsync(note);
        }

        await Console.Out.WriteLineAsync(notes.Length == 0 ? "Nothing to look at." : $"{notes.Length} things to look at.");
        return strict && notes.Length > 0 ? 1 : 0;
    }

    private static async Task<int> AcceptAsync(string folder, string[] paths)
    {
        await Console.Out.WriteLineAsync($"{TranslationRecord.Read(folder).Accept([.. paths.Select(p => p.Replace('\\', '/').Replace("content/", "", StringComparison.Ordinal))])} translations are recorded as up to date.");
        return 0;
    }

    // Everything that is read at start, so that what would stop it is found here first.
    private static CourseLibrary ReadAll(string folder)
    {
        TextCatalogue.Load(folder);
        PageLibrary.Load(folder);
        MaterialLibrary.Load(folder);
        Glossary.Load(folder);
        RubricLibrary.Load(folder);
        return CourseLibrary.Load(folder, Scheme.Load(folder).Policy, allowIncomplete: false);
    }

    /// <summary>Serves, and starts again whenever a file of the content has changed and all of it can be read.</summary>
    private static async Task<int> WatchAsync(string folder, string[] args)
    {
        using var changed = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, EnableRaisingEvents = true };
        foreach (var subscribe in new Action<FileSystemEventHandler>[] { h => watcher.Changed += h, h => watcher.Created += h, h => watcher.Deleted += h })
        {
            subscribe((_, e) => Note(e));
        }

        watcher.Renamed += (_, e) => Note(e);
        while (true)
        {
            var host = await PlatformHost.StartAsync(args, builder => builder.Configuration["VisionZero:WatchesContent"] = "true");
            await using (host)
            {
                await Console.Out.WriteLineAsync($"Watching {folder}; the page changes when a file does.");
                var stopped = host.App.WaitForShutdownAsync();
                do
                {
                    if (await Task.WhenAny(stopped, NextChangeAsync(changed)) == stopped)
                    {
                        return 0;
                    }
                }
                while (!await IsReadableAsync(folder));
            }
        }

        // An editor's own files change all the time.
        void Note(FileSystemEventArgs e)
        {
            if (ContentFiles.IsContent(folder, e.FullPath))
            {
                changed.Release();
            }
        }
    }

    // An editor writes a file in several steps: what follows at once belongs to the same change.
    private static async Task NextChangeAsync(SemaphoreSlim changed)
    {
        await changed.WaitAsync();
        while (await changed.WaitAsync(Pause))
        {
        }
    }

    private static async Task<bool> IsReadableAsync(string folder)
    {
        try
        {
            ReadAll(folder);
            return true;
        }
        catch (ContentException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            await Console.Error.WriteLineAsync("The pages stay as they were until this is mended.");
            return false;
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return false;
        }
    }
}

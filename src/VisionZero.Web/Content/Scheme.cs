using VisionZero.Domain.Scheme;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Texts;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace VisionZero.Web.Content;

/// <summary>The certification scheme in force, read from <c>content/scheme</c> (highest version).</summary>
public sealed class Scheme(SchemePolicy policy, IReadOnlyList<SchemeFact> facts, IReadOnlyDictionary<string, SchemeSource> sources)
{
    /// <summary>The policy the domain decides by.</summary>
    public SchemePolicy Policy { get; } = policy;

    /// <summary>Each value with its source, for the page that explains the scheme.</summary>
    public IReadOnlyList<SchemeFact> Facts { get; } = facts;

    /// <summary>Where a value comes from, by its name; also of values that are lists.</summary>
    public SchemeSource Source(string name) => sources[name];

    /// <summary>Reads the scheme.</summary>
    /// <exception cref="ContentException">The file is missing or does not say what it must.</exception>
    public static Scheme Load(string contentDirectory)
    {
        var folder = Path.Combine(contentDirectory, "scheme");
        var file = Directory.Exists(folder)
            ? ContentFiles.In(folder, "v*.yaml").OrderBy(f => int.Parse(Path.GetFileNameWithoutExtension(f)[1..], System.Globalization.CultureInfo.InvariantCulture)).LastOrDefault()
            : null;
        if (file is null)
        {
            throw new ContentException([$"{folder}: there is no scheme (v1.yaml)."]);
        }

        try
        {
            var yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();
            return Check(file, yaml.Deserialize<SchemeFile>(File.ReadAllText(file)), SchemeSources.Load(file));
        }
        catch (YamlException e)
        {
            throw new ContentException([$"{file}:{e.Start.Line}: {e.InnerException?.Message ?? e.Message}"]);
        }
    }

    private static Scheme Check(string file, SchemeFile read, SchemeSources translated)
    {
        var problems = new List<string>();
        var facts = new List<SchemeFact>();
        var sources = new Dictionary<string, SchemeSource>(StringComparer.Ordinal);
        var policy = new SchemePolicy(
            read.Version,
            Level("foundation", read.Foundation),
            Level("professional", read.Professional),
            Whole("conduct-version", read.ConductVersion, 1, 1000),
            Whole("pledge-version", read.PledgeVersion, 1, 1000),
            [.. List("reminder-days", read.ReminderDays).OrderDescending()],
            Whole("review-days", read.ReviewDays, 1, 365))
        {
            PlanReminderMonths = read.PlanReminderMonths is null ? [] : [.. List("plan-reminder-months", read.PlanReminderMonths).Order()],
            Practice = read.Practice is { } practice ? Practice(practice) : null,
        };
        if (read.Version < 1)
        {
            problems.Add($"{file}: 'version' is missing.");
        }

        return problems.Count == 0 ? new Scheme(policy, facts, sources) : throw new ContentException(problems);

        LevelPolicy Level(string name, LevelFile? level) => new(
            Whole($"{name}.validity-months", level?.ValidityMonths, 1, 120),
            Whole($"{name}.renewal-window-days", level?.RenewalWindowDays, 0, 730),
            Whole($"{name}.grace-days", level?.GraceDays, 0, 365),
            Whole($"{name}.pass-mark-percent", level?.PassMarkPercent, 1, 100),
            Whole($"{name}.attempts", level?.Attempts, 1, 20),
            Whole($"{name}.time-limit-minutes", level?.TimeLimitMinutes, 5, 600),
            Blueprint($"{name}.items-per-rule", level?.ItemsPerRule),
            Whole($"{name}.skip-mark-percent", level?.SkipMarkPercent, 1, 100),
            Whole($"{name}.training-years", level?.TrainingYears, 0, 50),
            List($"{name}.evidence", level?.Evidence),
            Whole($"{name}.goals-per-rule", level?.GoalsPerRule, 0, 10),
            Whole($"{name}.course-per-certificate", level?.CoursePerCertificate, 0, 1) == 1,
            Whole($"{name}.months-after-revocation", level?.MonthsAfterRevocation, 0, 240));

        PracticePolicy Practice(PracticeFile asked) => new(
            Whole("practice.assessors", asked.Assessors, 1, 2),
            Whole("practice.bound-percent", asked.BoundPercent, 0, 100),
            Whole("practice.pass-mark-percent", asked.PassMarkPercent, 1, 100),
            Whole("practice.least-level", asked.LeastLevel, 1, 10),
            Whole("practice.attempts", asked.Attempts, 1, 20),
            Whole("practice.within-months", asked.WithinMonths, 1, 120),
            Whole("practice.notice-hours", asked.NoticeHours, 0, 720),
            Whole("practice.marking-days", asked.MarkingDays, 1, 365),
            Whole("practice.at-renewal", asked.AtRenewal, 0, 1) == 1,
            Whole("practice.statistics-least", asked.StatisticsLeast, 2, 1000));

        int Whole(string name, Sourced<int>? value, int least, int most)
        {
            if (value is null || value.Value < least || value.Value > most)
            {
                problems.Add($"{file}: '{name}' must be a whole number from {least} to {most} under 'value'.");
                return least;
            }

            Note(name, value);
            facts.Add(new SchemeFact(name, value.Value));
            return value.Value;
        }

        IReadOnlyList<int> Blueprint(string name, Sourced<List<int>>? value)
        {
            var quotas = List(name, value);
            if (quotas.Count != 3 || quotas.Any(q => q is < 0 or > 100) || quotas.Sum() == 0)
            {
                problems.Add($"{file}: '{name}' must be three numbers under 'value': easy, medium and hard items a rule, at least one in all.");
                return [1, 1, 1];
            }

            facts.Add(new SchemeFact(name, quotas.Sum()));
            return quotas;
        }

        List<T> List<T>(string name, Sourced<List<T>>? value)
        {
            if (value?.Value is null)
            {
                problems.Add($"{file}: '{name}' must be a list under 'value'.");
                return [];
            }

            Note(name, value);
            return value.Value;
        }

        void Note<T>(string name, Sourced<T> value)
        {
            if (string.IsNullOrWhiteSpace(value.Source))
            {
                problems.Add($"{file}: '{name}' must say its 'source'.");
            }

            problems.AddRange(translated.Missing(name));
            sources[name] = new SchemeSource(value.Source ?? string.Empty, translated.Of(name));
        }
    }

#pragma warning disable CA1812 // The YAML reader makes these.
    private sealed class SchemeFile
    {
        public int Version { get; set; }

        public LevelFile? Foundation { get; set; }

        public LevelFile? Professional { get; set; }

        public Sourced<int>? ConductVersion { get; set; }

        public Sourced<int>? PledgeVersion { get; set; }

        public Sourced<List<int>>? ReminderDays { get; set; }

        public Sourced<int>? ReviewDays { get; set; }

        public Sourced<List<int>>? PlanReminderMonths { get; set; }

        public PracticeFile? Practice { get; set; }
    }

    private sealed class PracticeFile
    {
        public Sourced<int>? Assessors { get; set; }

        public Sourced<int>? BoundPercent { get; set; }

        public Sourced<int>? PassMarkPercent { get; set; }

        public Sourced<int>? LeastLevel { get; set; }

        public Sourced<int>? Attempts { get; set; }

        public Sourced<int>? WithinMonths { get; set; }

        public Sourced<int>? NoticeHours { get; set; }

        public Sourced<int>? MarkingDays { get; set; }

        public Sourced<int>? AtRenewal { get; set; }

        public Sourced<int>? StatisticsLeast { get; set; }
    }

    private sealed class LevelFile
    {
        public Sourced<int>? ValidityMonths { get; set; }

        public Sourced<int>? RenewalWindowDays { get; set; }

        public Sourced<int>? GraceDays { get; set; }

        public Sourced<int>? PassMarkPercent { get; set; }

        public Sourced<int>? Attempts { get; set; }

        public Sourced<int>? TimeLimitMinutes { get; set; }

        public Sourced<List<int>>? ItemsPerRule { get; set; }

        public Sourced<int>? SkipMarkPercent { get; set; }

        public Sourced<int>? TrainingYears { get; set; }

        public Sourced<List<EvidenceKind>>? Evidence { get; set; }

        public Sourced<int>? GoalsPerRule { get; set; }

        public Sourced<int>? CoursePerCertificate { get; set; }

        public Sourced<int>? MonthsAfterRevocation { get; set; }
    }

    private sealed class Sourced<T>
    {
        public T? Value { get; set; }

        public string? Source { get; set; }
    }
#pragma warning restore CA1812
}

/// <summary>A value of the scheme.</summary>
public sealed record SchemeFact(string Name, int Value);

/// <summary>Where a value of the scheme comes from.</summary>
/// <param name="English">In English.</param>
/// <param name="Others">In the other languages of the interface, by locale.</param>
public sealed record SchemeSource(string English, IReadOnlyDictionary<string, string> Others)
{
    /// <summary>The text for a reader, and the language it is in.</summary>
    public (string Text, string Locale) For(string locale) => Others.TryGetValue(locale, out var text) ? (text, locale) : (English, "en");
}

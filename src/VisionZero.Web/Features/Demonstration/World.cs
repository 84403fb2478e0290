using VisionZero.Web.Texts;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace VisionZero.Web.Features.Demonstration;

/// <summary>Names and words of the demonstration world, read from <c>content/demonstration</c>.</summary>
public sealed class World
{
    private readonly IReadOnlyDictionary<string, Words> _words;

    private World(IReadOnlyList<Land> lands, IReadOnlyDictionary<string, Words> words)
    {
        Lands = lands;
        _words = words;
    }

    /// <summary>The countries.</summary>
    public IReadOnlyList<Land> Lands { get; }

    /// <summary>What people write who use this locale.</summary>
    public Words In(string locale) => _words[locale];

    /// <summary>
    /// Everybody, one of each country after the other until all names are used; who comes from a country comes in an
    /// order that the seed decides.
    /// </summary>
    public IEnumerable<(Land Land, PersonName Name)> People(int seed)
    {
        var random = new Random(seed);
        var lines = Lands.Select(land =>
        {
            PersonName[] names = [.. land.Given.SelectMany(_ => land.Family, land.Name)];
            random.Shuffle(names);
            return (land, names);
        }).ToList();
        for (var i = 0; i < lines.Max(l => l.names.Length); i++)
        {
            foreach (var (land, names) in lines.Where(l => i < l.names.Length))
            {
                yield return (land, names[i]);
            }
        }
    }

    /// <summary>Reads the world.</summary>
    /// <exception cref="ContentException">A file is missing or cannot be read.</exception>
    public static World Load(string contentDirectory)
    {
        var folder = Path.Combine(contentDirectory, "demonstration");
        return new World(Read<List<Land>>(Path.Combine(folder, "world.yaml")), Read<Dictionary<string, Words>>(Path.Combine(folder, "texts.yaml")));
    }

    private static T Read<T>(string file)
    {
        if (!File.Exists(file))
        {
            throw new ContentException([$"{file}: the demonstration needs this file."]);
        }

        try
        {
            return new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<T>(File.ReadAllText(file));
        }
        catch (YamlException e)
        {
            throw new ContentException([$"{file}:{e.Start.Line}: {e.InnerException?.Message ?? e.Message}"]);
        }
    }
}

/// <summary>A person's name in the person's script, and in Latin where that differs.</summary>
public sealed record PersonName(string Native, string? Latin);

/// <summary>A country with what people and organisations there are called.</summary>
public sealed class Land
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; set; } = "";

    /// <summary>Language in which people of this country use the platform.</summary>
    public string Locale { get; set; } = "en";

    /// <summary>Languages training is given in.</summary>
    public List<string> Languages { get; set; } = [];

    /// <summary><c>family</c> where the family name stands first.</summary>
    public string Order { get; set; } = "given";

    /// <summary>Whether no space stands between the two names.</summary>
    public bool Joined { get; set; }

    /// <summary>Cities.</summary>
    public List<string> Cities { get; set; } = [];

    /// <summary>Given names.</summary>
    public List<string> Given { get; set; } = [];

    /// <summary>Family names.</summary>
    public List<string> Family { get; set; } = [];

    /// <summary>Names of companies, each with its sector behind a bar.</summary>
    public List<string> Companies { get; set; } = [];

    /// <summary>Names of ministries, associations and the like.</summary>
    public List<string> Partners { get; set; } = [];

    /// <summary>Puts a name together.</summary>
    public PersonName Name(string given, string family)
    {
        var (first, second) = Order == "family" ? (family, given) : (given, family);
        var native = string.Join(Joined ? "" : " ", Native(first), Native(second));
        var latin = $"{Latin(first)} {Latin(second)}";
        return new PersonName(native, first.Contains('|', StringComparison.Ordinal) ? latin : null);
    }

    private static string Native(string name) => name.Split('|')[0];

    private static string Latin(string name) => name.Split('|')[^1];
}

/// <summary>What people write.</summary>
public sealed class Words
{
    /// <summary>On the profile.</summary>
    public string Qualifications { get; set; } = "";

    /// <summary>A reviewer's note for an approval.</summary>
    public string Recommended { get; set; } = "";

    /// <summary>A reviewer's note against it.</summary>
    public string NotRecommended { get; set; } = "";

    /// <summary>A reviewer's question.</summary>
    public string Question { get; set; } = "";

    /// <summary>The applicant's answer.</summary>
    public string Answer { get; set; } = "";

    /// <summary>An approver's words to an applicant who is declined.</summary>
    public string Declined { get; set; } = "";

    /// <summary>Role of who signs for an organisation.</summary>
    public string SignatoryRole { get; set; } = "";

    /// <summary>Who may see the recording of a session.</summary>
    public string RecordingAccess { get; set; } = "";

    /// <summary>Why other conditions are asked for.</summary>
    public string Adjustment { get; set; } = "";

    /// <summary>An assessor on a criterion.</summary>
    public string OnCriterion { get; set; } = "";

    /// <summary>An assessor on the whole of a practice.</summary>
    public string OnPractice { get; set; } = "";

    /// <summary>A goal under each golden rule.</summary>
    public List<string> Goals { get; set; } = [];
}

using System.Globalization;

namespace VisionZero.Web.Content.Exchange;

/// <summary>Use, dimension, outcome and difficulty as other systems carry them: words of the form <c>use-check</c>.</summary>
internal sealed record ItemTagging(string Use, string Dimension, string Outcome, int Difficulty)
{
    private static readonly string[] Uses = [ItemReader.Check, ItemReader.Skip, ItemReader.Assessment];

    /// <summary>The words of a question.</summary>
    public static IEnumerable<string> Of(ExchangeItem item) =>
        [$"use-{item.Use}", $"dimension-{item.Dimension}", $"outcome-{item.Outcome}", string.Create(CultureInfo.InvariantCulture, $"difficulty-{item.Key.Difficulty}")];

    /// <summary>Reads them; what is missing is set to a beginning for the author, and said.</summary>
    public static ItemTagging Read(string id, IReadOnlyCollection<string> words, List<ExchangeLoss> losses)
    {
        var missing = new List<string>();
        var tagging = new ItemTagging(
            Find("use", Uses, ItemReader.Assessment),
            Find("dimension", ItemTags.Dimensions, "safety"),
            Find("outcome", ItemTags.Outcomes, "apply"),
            int.Parse(Find("difficulty", [.. ItemTags.Difficulties.Select(d => d.ToString(CultureInfo.InvariantCulture))], "2"), CultureInfo.InvariantCulture));
        if (missing.Count > 0)
        {
            losses.Add(new ExchangeLoss(id, $"the file does not say {string.Join(", ", missing)}; a beginning was written, set them in items.yaml."));
        }

        var strange = words.Where(w => !Of(w, tagging)).ToList();
        if (strange.Count > 0)
        {
            losses.Add(new ExchangeLoss(id, $"tags that are not known here: {string.Join(", ", strange)}."));
        }

        return tagging;

        string Find(string name, IReadOnlyCollection<string> known, string otherwise)
        {
            var found = words.Where(w => w.StartsWith(name + "-", StringComparison.Ordinal)).Select(w => w[(name.Length + 1)..]).FirstOrDefault(known.Contains);
            if (found is null)
            {
                missing.Add(name);
            }

            return found ?? otherwise;
        }
    }

    private static bool Of(string word, ItemTagging tagging) =>
        word == $"use-{tagging.Use}" || word == $"dimension-{tagging.Dimension}" || word == $"outcome-{tagging.Outcome}" || word == string.Create(CultureInfo.InvariantCulture, $"difficulty-{tagging.Difficulty}");
}

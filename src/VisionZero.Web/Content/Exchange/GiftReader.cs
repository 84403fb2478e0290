using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace VisionZero.Web.Content.Exchange;

/// <summary>Where a question of a GIFT file begins, what its comments said, and its text.</summary>
internal sealed record GiftBlock(int Line, string Category, IReadOnlyDictionary<string, string> Ids, IReadOnlyCollection<string> Tags, string Text);

/// <summary>
/// Reads Moodle GIFT: questions parted by empty lines, comments, categories. A question that is broken is refused with
/// its line; one of a kind that is not known here is left out and reported.
/// </summary>
public static partial class GiftReader
{
    /// <summary>Larger files are refused: no bank of questions comes near.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name, for what is said about it.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="Texts.ContentException">It has mistakes; each names file and line.</exception>
    public static ExchangeReading Read(string file, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length > MostBytes)
        {
            throw new Texts.ContentException([string.Create(CultureInfo.InvariantCulture, $"{file}:1: the file has {bytes.Length / 1024 / 1024} MB; split it into files of {MostBytes / 1024 / 1024} MB or less.")]);
        }

        var (items, losses, problems, ids) = (new List<ExchangeItem>(), new List<ExchangeLoss>(), new List<string>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var block in Blocks(Decode(file, bytes)))
        {
            try
            {
                if (new GiftQuestion(block, Id(block, ids, losses), losses).Read() is { } item)
                {
                    items.Add(item);
                }
            }
            catch (FormatException e)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{block.Line}: {e.Message}"));
            }
        }

        if (problems.Count == 0 && items.Count == 0 && losses.Count == 0)
        {
            problems.Add($"{file}:1: there is no question in this file.");
        }

        return problems.Count == 0 ? new ExchangeReading(items, losses) : throw new Texts.ContentException(problems);
    }

    private static string Decode(string file, byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new Texts.ContentException([$"{file}:1: this file is no UTF-8 text; save it as UTF-8."]);
        }
    }

    private static IEnumerable<GiftBlock> Blocks(string text)
    {
        var (category, began, lines) = ("", 0, new List<string>());
        var (ids, tags) = (new Dictionary<string, string>(), new List<string>());
        foreach (var (number, line) in text.ReplaceLineEndings("\n").Split('\n').Append("").Select((l, i) => (i + 1, l)))
        {
            var trimmed = line.Trim();
            if (trimmed.StartsWith("//", StringComparison.Ordinal))
            {
                foreach (Match tag in Comment().Matches(trimmed))
                {
                    Note(tag.Groups[1].Value, tag.Groups[2].Value);
                }
            }
            else if (lines.Count == 0 && trimmed.StartsWith("$CATEGORY:", StringComparison.Ordinal))
            {
                category = trimmed["$CATEGORY:".Length..].Trim();
            }
            else if (trimmed.Length > 0)
            {
                began = lines.Count == 0 ? number : began;
                lines.Add(line);
            }
            else if (lines.Count > 0)
            {
                yield return new GiftBlock(began, category, ids, tags, string.Join('\n', lines));
                (ids, tags, lines) = ([], [], []);
            }
        }

        void Note(string name, string value)
        {
            if (name == "id")
            {
                ids["id"] = value.Trim();
            }
            else
            {
                tags.Add(value.Trim());
            }
        }
    }

    // What the comment says, else the title, else a number.
    private static string Id(GiftBlock block, HashSet<string> taken, List<ExchangeLoss> losses)
    {
        var title = TitleOf().Match(block.Text);
        var wanted = block.Ids.GetValueOrDefault("id") ?? (title.Success ? GiftText.Unescape(title.Groups[1].Value) : "");
        if (ExchangeText.IsId(wanted) && taken.Add(wanted))
        {
            return wanted;
        }

        var number = taken.Count + 1;
        while (!taken.Add(string.Create(CultureInfo.InvariantCulture, $"q-{number:00}")))
        {
            number++;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"q-{number:00}");
        losses.Add(new ExchangeLoss(id, wanted.Length == 0 ? "the question had no name." : $"the question was named '{wanted}'."));
        return id;
    }

    [GeneratedRegex(@"\[(id|tag):([^\]]*)\]")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*::((?:[^:\\]|\\.)*)::")]
    internal static partial Regex TitleOf();
}

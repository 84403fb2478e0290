using VisionZero.Documents;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>What a file of the kit says: exactly one of three.</summary>
public abstract record KitDocument
{
    private KitDocument()
    {
    }

    /// <summary>Pages of running text.</summary>
    public sealed record Book(HandoutDocument Document) : KitDocument;

    /// <summary>Slides.</summary>
    public sealed record Deck(DeckDocument Document) : KitDocument;

    /// <summary>A card or a poster.</summary>
    public sealed record Sheet(RuleSheetDocument Document) : KitDocument;
}

using System.Globalization;

namespace VisionZero.Web.Features.Demonstration;

/// <summary>How far it is, on one line of a terminal, or on a line each tenth where the output is a file.</summary>
public sealed class ProgressBar(TextWriter output, bool terminal, int steps)
{
    private const int Width = 40;
    private int _shown = -1;

    /// <summary>Shows it.</summary>
    /// <param name="done">Steps done.</param>
    /// <param name="what">What is being done.</param>
    public void Show(int done, string what)
    {
        var percent = steps == 0 ? 100 : Math.Min(100, done * 100 / steps);
        if (percent == _shown || (!terminal && percent < 100 && percent / 10 == _shown / 10 && _shown >= 0))
        {
            return;
        }

        _shown = percent;
        var filled = percent * Width / 100;
        var line = string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', Width - filled)}] {percent,3} %  {what}");
        output.Write(terminal ? $"\r{line}{(percent == 100 ? "\n" : "")}" : line + "\n");
    }
}
